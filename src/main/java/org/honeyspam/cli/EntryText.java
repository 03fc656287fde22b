package org.honeyspam.cli;

import java.util.List;

/**
 * What an operator writes into the configuration and the pages of an existing site.
 *
 * @param folder that the trap's site is in
 * @param to where the trap listens
 * @param paths of pages that only those reach who should not
 */
record EntryText(String host, String folder, String to, List<String> paths) {

    String all() {
        return """
        # 1. robots.txt of %s keeps well-behaved robots out. Add, in the group of each robot that has one of its own too:

        User-agent: *
        Disallow: %s

        # 2. One of these hands what is below the folder to the trap, with the visitor's address.

        ## nginx, in the server block

        %s
        ## Apache, in the virtual host (modules proxy, proxy_http, headers)

        %s
        ## Caddy, in the site block

        %s
        # 3. Links that people do not see, on pages that are not cached for long; one or two are enough.

        %s"""
                .formatted(host, folder, nginx(), apache(), caddy(), links());
    }

    String nginx() {
        return """
        location %1$s {
            proxy_pass http://%2$s;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_buffering off;
            proxy_read_timeout 10m;
        }
        """
                .formatted(folder, to);
    }

    String apache() {
        return """
        <Location "%1$s">
            ProxyPass "http://%2$s%1$s" timeout=600
            ProxyPreserveHost On
            RequestHeader unset X-Forwarded-For
            RequestHeader set X-Forwarded-Proto "expr=%%{REQUEST_SCHEME}"
        </Location>
        """
                .formatted(folder, to);
    }

    String caddy() {
        return """
        handle %1$s* {
            reverse_proxy %2$s {
                flush_interval -1
            }
        }
        """
                .formatted(folder, to);
    }

    String links() {
        return """
        <a href="%s" rel="nofollow" style="display:none" aria-hidden="true" tabindex="-1">archive</a>
        <div style="position:absolute;left:-5000px"><a href="%s" rel="nofollow" tabindex="-1">more</a></div>
        <!-- <a href="%s">old version</a> -->
        <a href="%s" rel="nofollow" tabindex="-1"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" alt="" width="1" height="1"></a>
        <noscript><a href="%s" rel="nofollow"></a></noscript>
        """
                .formatted(paths.toArray());
    }
}
