package org.honeyspam.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory that all messages under way share. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DraftTest {
    private static final int MEMORY_BYTES_MAX = 1_000;

    private final Allowance memory = new Allowance(MEMORY_BYTES_MAX);

    private long left() {
        return MEMORY_BYTES_MAX - memory.use().now();
    }

    @Test
    void allOfTheMemoryCanBeUsedButNoByteMore() {
        var draft = new Draft(memory);
        draft.add(new byte[MEMORY_BYTES_MAX]);
        assertThat(draft.content()).hasSize(MEMORY_BYTES_MAX);
        assertThat(left()).isEqualTo(0);
        draft.add(new byte[1]);
        assertThat(draft.content()).isNull();
        assertThat(draft.sizeBytes()).isZero();
        assertThat(left()).isEqualTo(MEMORY_BYTES_MAX);
    }

    @Test
    void aDraftThatIsRefusedTakesNoOtherWithIt() {
        var first = new Draft(memory);
        first.add(new byte[600]);
        var second = new Draft(memory);
        second.add(new byte[300]);
        second.add(new byte[300]);
        assertThat(second.content()).isNull();
        assertThat(first.content()).hasSize(600);
        assertThat(left()).isEqualTo(MEMORY_BYTES_MAX - 600);
        first.add(new byte[400]);
        assertThat(first.content()).hasSize(MEMORY_BYTES_MAX);
    }

    @Test
    void whatComesAfterARefusalCostsNothing() {
        var draft = new Draft(memory);
        draft.add(new byte[MEMORY_BYTES_MAX + 1]);
        draft.add(new byte[10]);
        assertThat(draft.content()).isNull();
        assertThat(memory.use().reached()).isOne();
        assertThat(left()).isEqualTo(MEMORY_BYTES_MAX);
    }

    @Test
    void aDropGivesTheMemoryBackOnce() {
        var draft = new Draft(memory);
        draft.add(new byte[700]);
        draft.drop();
        assertThat(left()).isEqualTo(MEMORY_BYTES_MAX);
        draft.drop();
        assertThat(left()).isEqualTo(MEMORY_BYTES_MAX);
    }

    @Test
    void theStoreGivesTheMemoryBackAndRefusesWhatHadNone(@TempDir Path folder) throws IOException {
        try (MessageStore store =
                MessageStore.open(folder, Mails.settings(1 << 30), MEMORY_BYTES_MAX)) {
            for (int i = 0; i < 5; i++) {
                assertThat(Mails.put(store, Mails.message(i, MEMORY_BYTES_MAX))).isNotNull();
                assertThat(Mails.put(store, new byte[MEMORY_BYTES_MAX + 1])).isNull();
            }
            Draft all = Mails.draft(store, new byte[MEMORY_BYTES_MAX]);
            assertThat(Mails.put(store, new byte[1])).isNull();
            all.drop();
            assertThat(Mails.put(store, new byte[1])).isNotNull();
        }
    }
}
