package org.honeyspam.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager that started this process, if one did that wants to be told (systemd's
 * sd_notify protocol). What is told neither waits nor fails: without it, it goes nowhere.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long NANOS_PER_MICRO = 1_000;

    private final @Nullable LocalDatagrams socket;
    private final @Nullable Duration watchdog;

    private Supervisor(@Nullable LocalDatagrams socket, @Nullable Duration watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /** As the environment tells: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC}, its PID. */
    public static Supervisor of(Map<String, String> environment) {
        String address = environment.get("NOTIFY_SOCKET");
        if (address == null || !(address.startsWith("/") || address.startsWith("@"))) {
            return new Supervisor(null, null);
        }
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        boolean ours = pid.isEmpty() || pid.equals("" + ProcessHandle.current().pid());
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean watches = ours && micros.matches("[1-9][0-9]{0,14}");
        return new Supervisor(
                LocalDatagrams.to(address),
                watches ? Duration.ofNanos(Long.parseLong(micros) * NANOS_PER_MICRO) : null);
    }

    /** All ports are open. */
    public void ready(String status) {
        tell("READY=1\nSTATUS=" + oneLine(status));
    }

    /** What a human reads in {@code systemctl status}. */
    public void status(String status) {
        tell("STATUS=" + oneLine(status));
    }

    /** A reload begins; {@link #ready} ends it. */
    public void reloading(String status) {
        long micros = System.nanoTime() / NANOS_PER_MICRO; // The monotonic clock, as it wants it.
        tell("RELOADING=1\nMONOTONIC_USEC=%d\nSTATUS=%s".formatted(micros, oneLine(status)));
    }

    public void stopping() {
        tell("STOPPING=1\nSTATUS=Stopping");
    }

    /** The process is alive and does its work. */
    public void watchdog() {
        tell("WATCHDOG=1");
    }

    /** Within how long it wants to hear that; null if it does not want to. */
    public @Nullable Duration watchdogLimit() {
        return watchdog;
    }

    private void tell(String message) {
        if (socket != null && !socket.send(message.getBytes(UTF_8))) {
            LOG.warn("The service manager was not reached");
        }
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }
}
