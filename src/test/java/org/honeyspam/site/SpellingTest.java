package org.honeyspam.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.config.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form, as each of many sites writes it. */
class SpellingTest {
    private static final String ADDRESS = "maria.kowalski1984@one.example";
    private static final Pattern LOOKS_LIKE_ONE =
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final int SITES = 60;

    @ParameterizedTest
    @EnumSource
    void whatLooksLikeAnAddressIsTheOneThatIsMeant(AddressForm form) {
        boolean plain =
                switch (form) {
                    case ENTITIES, SPELLED_OUT, SCRIPT -> false;
                    default -> true;
                };
        for (int i = 0; i < SITES; i++) {
            String host = "www." + i + ".example";
            var named = new Configuration.Site(host, "one.example", "Site " + i);
            var profile = new Profile(named, new Keyed(1, 2), TestSites.CORPUS);
            var html = new Markup(64);
            new Spelling(profile).write(html, ADDRESS, form, "Press");
            Matcher found = LOOKS_LIKE_ONE.matcher(html.toString());
            assertThat(found.find()).as(html.toString()).isEqualTo(plain);
            if (plain) {
                assertThat(found.group()).isEqualTo(ADDRESS);
            }
        }
    }
}
