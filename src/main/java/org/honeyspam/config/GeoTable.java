package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;
import org.honeyspam.geo.MmdbFile;

/** The keys of where sources are, and what is wrong with the files that they name. */
final class GeoTable {
    private GeoTable() {}

    static Table table() {
        return one(
                "geo",
                "Where sources are and whose they are, by mmdb files of yours.",
                key(
                        "country_file",
                        Kind.pathOrNone(),
                        "",
                        "Has countries: GeoLite2 Country or City, DB-IP or IPinfo Lite."),
                key(
                        "asn_file",
                        Kind.pathOrNone(),
                        "",
                        "Has AS numbers: GeoLite2 ASN, DB-IP ASN or IPinfo Lite."));
    }

    static List<Mistake> mistakes(Map<String, List<Read>> tables, Path file) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Read geo : tables.getOrDefault("geo", List.of())) {
            for (String key : List.of("country_file", "asn_file")) {
                Path named = geo.path(key, file);
                if (named != null) {
                    look(geo, key, named, mistakes);
                }
            }
        }
        return mistakes;
    }

    private static void look(Read geo, String key, Path named, List<Mistake> mistakes) {
        boolean countries = key.equals("country_file");
        String what = countries ? "countries" : "AS numbers";
        try {
            MmdbFile.Contents contents = MmdbFile.look(named);
            if (!(countries ? contents.countries() : contents.asns())) {
                wrong(geo, key, "%s has no %s".formatted(named, what), mistakes);
            }
        } catch (IOException e) {
            wrong(geo, key, String.valueOf(e.getMessage()), mistakes);
        }
    }

    private static void wrong(Read geo, String key, String what, List<Mistake> mistakes) {
        String right =
                key.equals("country_file")
                        ? "an mmdb file with countries, or \"\" for none"
                        : "an mmdb file with AS numbers, or \"\" for none";
        var at = geo.place(key);
        mistakes.add(new Mistake(at.line(), at.column(), key + ": " + what, right));
    }
}
