"""A form as a browser without script would send it: everything on the page, with what the test types on top."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._select = self._text = None

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        name, kind = named.get("name"), named.get("type", "text")
        if (
            tag == "input"
            and name
            and kind not in ("submit", "checkbox", "radio")
            or (tag == "input" and name and "checked" in named)
        ):
            self.found.setdefault(name, []).append(named.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in named or self._select not in self.found:
                self.found[self._select] = [named.get("value", "")]
        elif tag == "textarea":
            self._text = name
            self.found[name] = [""]

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._text = None

    def handle_data(self, data):
        if self._text:
            self.found[self._text][0] += data.removeprefix("\n") if not self.found[self._text][0] else data


def fields_of(response) -> dict[str, list[str]]:
    """Every field of the page with its values, the empty row of each set of rows left out."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return {name: values for name, values in parser.found.items() if "__prefix__" not in name}


def send(client, address, button="_save", page=None, **typed):
    """Open the page, type, press the button. A value is a text or a list of texts."""
    data = fields_of(page or client.get(address)) | {
        name: [text] if isinstance(text, str) else text for name, text in typed.items()
    }
    return client.post(address, {**data, button: "x"})


def errors_of(response) -> list[str]:
    """Every error the page shows, fields first."""
    context = response.context
    found = [error for errors in context["adminform"].form.errors.values() for error in errors]
    for inline in context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        found += [error for row in inline.formset.errors for errors in row.values() for error in errors]
    return found
