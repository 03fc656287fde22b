"""A harvester: follows every link and writes down the addresses of each page."""

import re

import scrapy


class Harvester(scrapy.Spider):
    name = "harvester"
    address = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")

    def start_requests(self):
        yield self.page(self.start)

    def page(self, url):
        return scrapy.Request(url, meta={"bindaddress": (getattr(self, "from"), 0)})

    def parse(self, response):
        yield {"page": response.url, "addresses": sorted(set(self.address.findall(response.text)))}
        for link in response.css("a::attr(href)").getall():
            url = response.urljoin(link)
            if url.startswith("http"):
                yield self.page(url)
