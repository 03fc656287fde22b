package org.honeyspam.geo;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds country and autonomous system in a record, whoever made the file: MaxMind (GeoLite2,
 * GeoIP2) and DB-IP nest them and give numbers, IPinfo writes them flat, and the number as AS64500.
 */
final class Layout {
    private static final long ASN_MAX = 0xffff_ffffL;
    private static final int NAME_CHARACTERS_MAX = 100;

    private Layout() {}

    static Origin read(Map<?, ?> entry) {
        Map<?, ?> traits = entry.get("traits") instanceof Map<?, ?> map ? map : Map.of();
        Long asn = asn(entry.get("autonomous_system_number"));
        asn = asn != null ? asn : asn(entry.get("asn"));
        asn = asn != null ? asn : asn(traits.get("autonomous_system_number"));
        String name = name(entry.get("autonomous_system_organization"));
        name = name != null ? name : name(entry.get("as_name"));
        name = name != null ? name : name(traits.get("autonomous_system_organization"));
        return new Origin(country(entry), asn, name);
    }

    /** IPinfo's older files have the code where its newer ones have the name. */
    private static @Nullable String country(Map<?, ?> entry) {
        Object country = entry.get("country");
        String code = code(country instanceof Map<?, ?> map ? map.get("iso_code") : country);
        return code != null ? code : code(entry.get("country_code"));
    }

    private static @Nullable String code(@Nullable Object value) {
        return value instanceof String text && text.matches("[A-Za-z]{2}")
                ? text.toUpperCase(Locale.ROOT)
                : null;
    }

    private static @Nullable Long asn(@Nullable Object value) {
        long asn =
                switch (value) {
                    case Number number -> number.longValue();
                    case String text when text.matches("(?i:AS)?[0-9]{1,10}") ->
                            Long.parseLong(text.replaceFirst("\\D+", ""));
                    case null, default -> 0; // Reserved by RFC 7607: nobody's.
                };
        return asn > 0 && asn <= ASN_MAX ? asn : null;
    }

    /** It ends up in terminals and tables: nothing in it may be taken for more than text. */
    private static @Nullable String name(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        String plain = text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        String cut =
                plain.codePoints()
                        .limit(NAME_CHARACTERS_MAX)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return cut.isEmpty() ? null : cut;
    }
}
