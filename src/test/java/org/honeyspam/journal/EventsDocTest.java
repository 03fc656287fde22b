package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} and the code say the same. */
final class EventsDocTest {
    private static final Path DOCUMENT = Path.of("docs", "events.md");
    private static final Pattern HEADING = Pattern.compile("##+ (.*)");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|[^|]+\\|[^|]+\\|");

    @Test
    void theDocumentListsAllTypesAndTheirFieldsInOrder() throws IOException {
        Map<String, List<String>> written = new LinkedHashMap<>();
        documented()
                .forEach(
                        (heading, fields) -> {
                            if (heading.startsWith("`")) {
                                written.put(heading.replace("`", ""), fields);
                            }
                        });
        Map<String, List<String>> coded = new LinkedHashMap<>();
        for (var type : JournalEvent.class.getAnnotation(JsonSubTypes.class).value()) {
            coded.put(type.name(), fields(type.value()));
        }
        assertThat(written).isEqualTo(coded);
        assertThat(written.keySet()).containsExactlyElementsOf(coded.keySet());
    }

    @Test
    void theDocumentListsTheEnvelopeInOrder() throws IOException {
        List<String> expected = new ArrayList<>(Lines.ENVELOPE);
        expected.add("event.action");
        assertThat(documented().get("The envelope")).containsExactlyElementsOf(expected);
    }

    @Test
    void theDocumentSaysWhatARecipientIs() throws IOException {
        assertThat(documented().get("A recipient"))
                .containsExactlyElementsOf(fields(JournalEvent.Recipient.class));
    }

    @Test
    void theDocumentSaysWhatAFieldOfAFormIs() throws IOException {
        assertThat(documented().get("A field of a form"))
                .containsExactlyElementsOf(fields(JournalEvent.FormField.class));
    }

    @Test
    void theDocumentSaysWhichVersionOfTheSchemaItIs() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains("`honeyspam.schema` is " + Lines.SCHEMA + ".");
    }

    /** The JSON names of a record's fields, in order. */
    static List<String> fields(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(
                        part -> {
                            Method accessor = part.getAccessor();
                            JsonProperty name = accessor.getAnnotation(JsonProperty.class);
                            assertThat(name).as("the JSON name of %s", accessor).isNotNull();
                            return name.value();
                        })
                .toList();
    }

    /** The first column of the table below each heading. */
    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                current = new ArrayList<>();
                assertThat(sections.put(heading.group(1), current))
                        .as("another section %s", heading.group(1))
                        .isNull();
            } else if (row.matches()) {
                current.add(row.group(1));
            }
        }
        return sections;
    }
}
