package org.honeyspam.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real server cannot be run here; what others saw of it has at least a length. */
class IisPagesTest {
    @ParameterizedTest
    @CsvSource({"403,1233", "404,1245", "405,1293", "500,1208", "501,1508"})
    void aPageOfIisIsAsLongAsTheRealOne(int status, int published) {
        assertThat(IisPages.error(status)).hasSize(published);
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST,311",
        "VERB,326",
        "URL,324",
        "HOSTNAME,334",
        "HEADER,339",
        "REQUEST_LENGTH,346",
        "FORBIDDEN,312",
        "LENGTH_REQUIRED,344",
        "UNAVAILABLE,326"
    })
    void aPageOfTheDriverIsAsLongAsTheRealOne(HttpSysError error, int published) {
        assertThat(error.page).hasSize(published);
    }

    @ParameterizedTest
    @EnumSource(HttpSysError.class)
    void aRefusalLeadsToItsOwnPage(HttpSysError error) {
        assertThat(HttpSysError.of(error.refusal("bad_request"))).isEqualTo(error);
    }

    @Test
    void thePageOfAMovedFolderIsAsLongAsTheRealOne() {
        assertThat(IisPages.moved("https://40.69.161.221/")).hasSize(145);
    }

    /** From a published answer: Last-Modified was Thu, 23 Jan 2020 17:14:44 GMT. */
    @Test
    void aTagIsTheTimeOfTheFileByteForByte() {
        Instant modified = Instant.parse("2020-01-23T17:14:44.4047435Z");
        assertThat(IisAnswers.tag(modified)).isEqualTo("\"4bdc4b9b10d2d51:0\"");
    }
}
