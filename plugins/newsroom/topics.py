"""An article comes in; the topics and places that are known of it go out."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from plugins.newsroom.model import Agency, Article, Place
from plugins.newsroom.topics_words import AFFAIRS, found_in

LEVEL = [3.0, 1.5, 0.5]
P = dict(title=4.0, lead=1.5, body=1.0, tail=0.6, lead_end=45, body_end=130, rep=0.15, prior=3.0, name=0.0, tag=3.0, ratio=0.57, ratio0=0.57, floor=8.0, maxlab=2)


def scores(article, agency):
    best={}; intitle=set(); own=()

    def add(found, zone):
        for f in found:
            if f.key in own: continue
            w = zone if isinstance(zone,float) else (P['lead'] if f.at<P['lead_end'] else P['body'] if f.at<P['body_end'] else P['tail'])
            seen={}
            for code,level in f.speaks:
                label=AFFAIRS[code].label
                v=LEVEL[level]
                if v>seen.get(label,(0,))[0]: seen[label]=(v,code)
            for label,(v,code) in seen.items():
                if isinstance(zone,float) and v>=1.5: intitle.add(label)
                k=(label,f.key)
                x=v*w
                if k not in best: best[k]=[x,code]
                elif x>best[k][0]: best[k][0]=x+P['rep']*v
                else: best[k][0]+=P['rep']*v*w
    add(found_in(article.title), float(P['title']))
    add(found_in(article.text[:8000].replace(agency.name,' ')), None)
    tot={}; why={}
    for (label,k),(x,code) in best.items():
        tot[label]=tot.get(label,0)+x; why.setdefault(label,[]).append((k,round(x,1)))
    for i,t in enumerate(agency.topics[:2]):
        tot[t]=tot.get(t,0)+P['prior']/(i+1); why.setdefault(t,[]).append(('AGENCY',P['prior']))
    for tag in article.tags:
        f=found_in(tag)
        if len(f)==1:
            for code,level in f[0].speaks:
                if level<2:
                    label=AFFAIRS[code].label; tot[label]=tot.get(label,0)+P['tag'];why.setdefault(label,[]).append(('TAG '+tag,P['tag'])); break
    tot['_title']=intitle
    return tot,why

def choose(tot, agency):
    tot=dict(tot); it=tot.pop('_title',set())
    r=sorted(tot.items(), key=lambda kv:-kv[1])
    if not r or r[0][1]<P['floor']: return agency.topics[:2]
    top=r[0][1]
    return tuple([l for l,v in r if v>=P['ratio' if l in it else 'ratio0']*top and v>=P['floor']][:P['maxlab']])

def topics_of(article, agency):
    return choose(scores(article,agency)[0],agency)
