package org.honeyspam.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.honeyspam.http.Escapes;
import org.jspecify.annotations.Nullable;

/** Tells what somebody looks for who asks for a path that no visitor is led to. */
final class Weakness {
    private static final int PATH_BYTES_MAX = 512;

    private static final List<Weakness> ALL =
            List.of(
                    new Weakness("traversal", "\\.\\./|\\.\\.\\\\|/etc/passwd|win\\.ini"),
                    new Weakness("repository", "/\\.(git|svn|hg|bzr)(/|$)"),
                    new Weakness(
                            "settings_file",
                            "/\\.env|/\\.aws/|/\\.ssh/|wp-config|/config\\.(php|json|ya?ml)|/web\\.config$"
                                    + "|/appsettings\\.json|/\\.npmrc|/settings\\.py|/phpinfo|/info\\.php"),
                    new Weakness(
                            "wordpress",
                            "/wp-(login|admin|content|includes|json|cron|signup)|/xmlrpc\\.php|wlwmanifest\\.xml"),
                    new Weakness(
                            "database", "/(php-?my-?admin|pma|myadmin|adminer|mysql|dbadmin)[/.]?"),
                    new Weakness(
                            "known_hole",
                            "/vendor/phpunit|eval-stdin|/actuator|/_ignition|/solr/|/struts|/boaform|/hnap1"
                                    + "|/gponform|/owa/|/ecp/|/autodiscover/|/telescope|/jsonws|/cgi-bin/|\\.cgi$"
                                    + "|/manager/html|/invoker/|/console/|/geoserver|/druid/|/nacos|/thinkphp"),
                    new Weakness(
                            "shell",
                            "/(shell|cmd|c99|r57|wso|alfa|webshell|backdoor)[^/]*\\.(php|jsp|aspx?)"),
                    new Weakness(
                            "backup",
                            "\\.(sql|bak|old|swp)(\\.gz)?$|/(backup|dump|www|site|db)\\.(zip|tar|rar|7z|tgz)"),
                    new Weakness("status_page", "/(server-(status|info)|nginx_status|fpm-status)"),
                    new Weakness(
                            "admin_page",
                            "/(admin|administrator|login|user/login|manager|cpanel|wp)([/.]|$)"));

    private final String kind;
    private final Pattern pattern;

    private Weakness(String kind, String expression) {
        this.kind = kind;
        this.pattern = Pattern.compile(expression);
    }

    /** What a target is asked for, in the record; null if that is nothing of the kind. */
    static @Nullable String of(String target) {
        String path = target.substring(0, Math.min(target.length(), PATH_BYTES_MAX));
        String plain = Escapes.areRight(path) ? Paths.decoded(path) : path;
        String lower = plain.toLowerCase(Locale.ROOT);
        for (Weakness weakness : ALL) {
            if (weakness.pattern.matcher(lower).find()) {
                return weakness.kind;
            }
        }
        return null;
    }
}
