package org.honeyspam.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of passwords is what others make of them, and nothing in a file does harm. */
final class SecretsTest {
    /**
     * Of Debian's argon2: {@code printf PASSWORD | argon2 saltsaltsaltsalt -id -t 3 -k 65536 -p 1
     * -l 32 -e}.
     */
    private static final String OF_ARGON2 =
            "$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA"
                    + "$wgf0snOkDG2v9OTglUkCnfKB4az55YF6iShNano0Uwk";

    /** Of the same: {@code anothersalt12345 -id -t 2 -k 32768 -p 4 -l 32}. */
    private static final String OF_FOUR_LANES =
            "$argon2id$v=19$m=32768,t=2,p=4$YW5vdGhlcnNhbHQxMjM0NQ"
                    + "$Z/K25LX5m/8bhquHYhR0p5Q4dpt0aY8wSFcP1Kj9L5E";

    private static final String SALT = "c2FsdHNhbHRzYWx0c2FsdA";
    private static final String HASH = "wgf0snOkDG2v9OTglUkCnfKB4az55YF6iShNano0Uwk";

    private static boolean is(String password, String kept) {
        return Secrets.isPassword(password.toCharArray(), kept);
    }

    @Test
    void whatTheProgramArgon2MadeIsAccepted() {
        assertThat(is("correct horse battery", OF_ARGON2)).isTrue();
        assertThat(is("correct horse batterY", OF_ARGON2)).isFalse();
        assertThat(is("", OF_ARGON2)).isFalse();
        assertThat(is("p\u00e4ssword", OF_FOUR_LANES)).isTrue();
        assertThat(is("pa\u0308ssword", OF_FOUR_LANES)).isFalse();
    }

    @Test
    void oursIsAcceptedAndNeverTwiceTheSame() {
        String kept = Secrets.ofPassword("correct horse battery".toCharArray());
        assertThat(kept).startsWith("$argon2id$v=19$m=65536,t=3,p=1$");
        assertThat(is("correct horse battery", kept)).isTrue();
        assertThat(is("correct horse", kept)).isFalse();
        assertThat(Secrets.ofPassword("correct horse battery".toCharArray())).isNotEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "$argon2id$",
                "correct horse battery",
                "$argon2i$v=19$m=65536,t=3,p=1$" + SALT + "$" + HASH,
                "$argon2d$v=19$m=65536,t=3,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=16$m=65536,t=3,p=1$" + SALT + "$" + HASH,
                "$argon2id$m=65536,t=3,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$t=3,m=65536,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=-65536,t=3,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT,
                "$argon2id$v=19$m=65536,t=3,p=1$$" + HASH,
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$",
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$" + HASH + "$",
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$" + HASH + "\n",
                "$argon2id$v=19$m=65536,t=3,p=1$A$" + HASH,
                "$argon2id$v=19$m=65536,t=3,p=1$AAAA$" + HASH,
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$AAAAA",
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$AAAA",
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$" + HASH + "AAAA",
                "$sha256$wgf0snOkDG2v9OTglUkCnfKB4az55YF6iShNano0Uwk",
            })
    void aHashThatIsNoneFitsNoPassword(String kept) {
        assertThat(is("correct horse battery", kept)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 1",
        "7, 3, 1",
        "31, 3, 4",
        "262145, 1, 1",
        "9999999, 1, 1",
        "2147483648, 1, 1",
        "65536, 0, 1",
        "65536, 11, 1",
        "65536, 99, 1",
        "65536, 3, 0",
        "65536, 3, 9",
        "65536, 3, 16",
    })
    void aFileCannotMakeTheConsoleUseMoreMemoryOrTimeThanIsBearable(
            String kilobytes, String passes, String lanes) {
        String kept =
                "$argon2id$v=19$m=%s,t=%s,p=%s$%s$%s"
                        .formatted(kilobytes, passes, lanes, SALT, HASH);
        long begin = System.nanoTime();
        assertThat(is("correct horse battery", kept)).isFalse();
        // The least that is hashed takes longer: 64 MiB are filled.
        assertThat(System.nanoTime() - begin).isLessThan(20_000_000);
    }

    @Test
    void aTokenIsLongAndWhatIsKeptOfItIsNoneOfAPassword() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(Secrets.newToken());
        }
        assertThat(tokens).hasSize(1_000).allMatch(token -> token.matches("[A-Za-z0-9_-]{32}"));
        String token = tokens.iterator().next();
        String kept = Secrets.ofToken(token);
        assertThat(kept).doesNotContain(token);
        assertThat(Secrets.isOfToken(kept)).isTrue();
        assertThat(Secrets.isOfToken(OF_ARGON2)).isFalse();
        assertThat(Secrets.same(kept, Secrets.ofToken(token))).isTrue();
        assertThat(Secrets.same(kept, Secrets.ofToken(token + "A"))).isFalse();
        assertThat(is(token, kept)).isFalse();
    }
}
