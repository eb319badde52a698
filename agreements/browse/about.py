from django.http import Http404


def show(request):
    raise Http404


words = privacy = show
