package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pictures, style sheets and scripts at whatever path somebody looks for them. */
final class AnyFile {
    /** One dot that cannot be seen, as those have it that count their readers. */
    private static final byte[] DOT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private AnyFile() {}

    /** The file at a path, by its ending; null if it would be a page. */
    static Site.@Nullable Page at(String path, Emblem emblem, Skin skin, Instant born) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "css" -> file("text/css", skin.styleSheet().getBytes(UTF_8), born);
            case "js" -> file("application/javascript", new byte[] {';', '\n'}, born);
            case "gif" -> file("image/gif", DOT.clone(), born);
            // What sites deliver is often of another kind than its name says.
            case "png", "jpg", "jpeg", "webp" -> file("image/png", emblem.png(), born);
            case "svg" -> file("image/svg+xml", emblem.svg(), born);
            case "ico" -> file("image/vnd.microsoft.icon", emblem.icon(), born);
            default -> null;
        };
    }

    private static Site.Page file(String type, byte[] body, Instant born) {
        return new Site.Page(Site.Kind.ASSET, type, body, born, null);
    }
}
