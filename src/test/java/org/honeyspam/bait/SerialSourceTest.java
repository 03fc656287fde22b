package org.honeyspam.bait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No number is given twice, whatever happens to the process and the disk. */
final class SerialSourceTest {
    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("serial");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noNumberIsReusedAfterARestart(long seed) throws IOException {
        var dice = new SplittableRandom(seed);
        long last = 0;
        for (int start = 0; start < 10; start++) {
            // Never closed: a process that is killed does not do that either.
            SerialSource serials = SerialSource.open(file());
            assertThat(serials.end()).isGreaterThanOrEqualTo(start == 0 ? 1 : last + 1);
            for (int take = dice.nextInt(50); take > 0; take--) {
                int count = 1 + dice.nextInt(3_000);
                long first = serials.take(count);
                assertThat(first).isGreaterThan(last);
                last = first + count - 1;
                assertThat(serials.end()).isGreaterThan(last);
                assertThat(Long.parseLong(Files.readString(file()).strip())).isGreaterThan(last);
            }
        }
    }

    @Test
    void aProcessThatGivesNoneWastesNone() throws IOException {
        assertThat(SerialSource.open(file()).take(1)).isEqualTo(1);
        long end = SerialSource.open(file()).end();
        for (int start = 0; start < 5; start++) {
            assertThat(SerialSource.open(file()).end()).isEqualTo(end);
        }
    }

    @Test
    void thereAreNoneWhileTheDiskRefusesAndAllAgainAfterwards() throws IOException {
        Path there = folder.resolve("not-yet");
        SerialSource serials = SerialSource.open(there.resolve("serial"));
        assertThat(serials.take(1)).isEqualTo(SerialSource.NONE);
        assertThat(serials.take(5_000)).isEqualTo(SerialSource.NONE);
        assertThat(serials.end()).isEqualTo(1);
        Files.createDirectory(there);
        assertThat(serials.take(2)).isEqualTo(1);
        assertThat(serials.take(1)).isEqualTo(3);
    }

    @Test
    void whatIsReservedIsGivenThoughTheDiskRefuses() throws IOException {
        SerialSource serials = SerialSource.open(file());
        assertThat(serials.take(1)).isEqualTo(1);
        Files.createDirectory(folder.resolve("serial.new"));
        long taken = 1;
        while (serials.take(1) != SerialSource.NONE) {
            taken++;
        }
        assertThat(taken).isEqualTo(serials.end() - 1);
        assertThat(SerialSource.open(file()).end()).isEqualTo(serials.end());
    }

    @Test
    void aDiskThatRefusesIsToldOnceEachTimeItBegins() throws IOException {
        var told = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(SerialSource.class);
        told.start();
        log.addAppender(told);
        SerialSource serials = SerialSource.open(folder.resolve("there/serial"));
        for (int time = 1; time <= 3; time++) {
            for (int page = 0; page < 100; page++) {
                assertThat(serials.take(20_000)).isEqualTo(SerialSource.NONE);
            }
            assertThat(told.list).hasSize(time);
            Files.createDirectory(folder.resolve("there"));
            assertThat(serials.take(20_000)).isPositive();
            Files.delete(folder.resolve("there/serial"));
            Files.delete(folder.resolve("there"));
        }
        log.detachAppender(told);
        assertThat(told.list.getFirst().getFormattedMessage())
                .startsWith("No addresses can be made: " + folder.resolve("there/serial"))
                .contains("NoSuchFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-5", "12 13", "1e9", "1234567890123456789"})
    void aDamagedFileIsNotTakenForANumber(String text) throws IOException {
        Files.writeString(file(), text);
        assertThatThrownBy(() -> SerialSource.open(file()))
                .isInstanceOf(IOException.class)
                .hasMessage("%s is damaged: it holds no number", file());
    }

    @Test
    void threadsNeverGetTheSame() throws Exception {
        SerialSource serials = SerialSource.open(file());
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        Callable<Boolean> taking =
                () -> {
                    boolean fresh = true;
                    for (int i = 0; i < 5_000; i++) {
                        fresh &= seen.add(serials.take(1));
                    }
                    return fresh;
                };
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(taking));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(seen).hasSize(20_000);
    }
}
