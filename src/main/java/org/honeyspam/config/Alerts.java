package org.honeyspam.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code [alerts]}: what the operator is told at once, and where.
 *
 * @param campaignSizeMin messages that a campaign has when it is told of
 * @param groupTime what happens within so long is told in one
 * @param perHourMax how often each of the places is told something
 * @param mail null for none
 * @param webhook null for none
 * @param syslog null for none
 */
public record Alerts(
        Set<Rule> rules,
        int campaignSizeMin,
        int diskUsedPercentMax,
        Duration doctorEvery,
        Duration groupTime,
        int perHourMax,
        @Nullable MailTo mail,
        @Nullable Webhook webhook,
        @Nullable Syslog syslog) {

    /** What is worth an alert. */
    public enum Rule {
        HARVEST_MAILED("harvest was mailed", "harvests were mailed"),
        CAMPAIGN("new campaign", "new campaigns"),
        PROBE("probe", "probes"),
        DISK("word on the disk", "words on the disk"),
        DOCTOR("word of the doctor", "words of the doctor"),
        FILES("changed file", "changed files"),
        /** The operator tries whether alerts arrive; no rule of the configuration's. */
        TEST("try", "tries");

        private final String one;
        private final String many;

        Rule(String one, String many) {
            this.one = one;
            this.many = many;
        }

        /** So many of it, as a reader calls them. */
        public String counted(long count) {
            return count + " " + (count == 1 ? one : many);
        }

        /** As it stands in the configuration. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * By mail, through a server of the operator's.
     *
     * @param user empty if it asks for none
     * @param passwordFile null if there is no user
     */
    public record MailTo(
            List<String> to,
            String from,
            String host,
            int port,
            Tls tls,
            String user,
            @Nullable Path passwordFile) {

        /** Whether the way to the server is encrypted. */
        public enum Tls {
            /** If it can be, whoever the server is (RFC 7435). */
            AUTO,
            /** It is, after STARTTLS, and the certificate must be right. */
            STARTTLS,
            /** It is from the start (RFC 8314), and the certificate must be right. */
            IMPLICIT
        }
    }

    /**
     * By a request of HTTP.
     *
     * @param tokenFile what is in it is sent as bearer token (RFC 6750); null for none
     */
    public record Webhook(URI url, @Nullable Path tokenFile) {}

    /** By syslog (RFC 5424). */
    public record Syslog(Transport transport, String host, int port, Facility facility) {
        /** What carries it: RFC 5426, RFC 6587 with counted octets, RFC 5425. */
        public enum Transport {
            UDP,
            TCP,
            TLS
        }

        /**
         * Where it belongs.
         *
         * @see <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1">the numbers</a>
         */
        public enum Facility {
            USER(1),
            MAIL(2),
            DAEMON(3),
            LOCAL0(16),
            LOCAL1(17),
            LOCAL2(18),
            LOCAL3(19),
            LOCAL4(20),
            LOCAL5(21),
            LOCAL6(22),
            LOCAL7(23);

            private final int code;

            Facility(int code) {
                this.code = code;
            }

            public int code() {
                return code;
            }
        }
    }

    /** Whether anybody is told anything. */
    public boolean isOn() {
        return !rules.isEmpty() && hasPlace();
    }

    /** Whether there is anybody to be told. */
    public boolean hasPlace() {
        return mail != null || webhook != null || syslog != null;
    }

    /** Whether that is told. */
    public boolean tells(Rule rule) {
        return isOn() && rules.contains(rule);
    }
}
