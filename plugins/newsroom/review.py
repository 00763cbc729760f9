from plugins.office.review import review as review
