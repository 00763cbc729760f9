from plugins.office.environment import ROOT as ROOT, content as content  # noqa
