package org.honeyspam.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.junit.jupiter.api.Test;

/** The readers of proxy requests, each on its own: any line is a value. */
class ProxyParsersFuzzTest {
    private static final int CASES = 20_000;
    private static final List<String> TARGETS =
            List.of("mx.victim.example:25", "[2001:db8::9]:443", "192.0.2.9:1", ":", "]", "[", "");

    private static final Endpoint BOUND = new Endpoint(InetAddress.ofLiteral("192.0.2.1"), 40_001);

    @Test
    void anyHeadIsReadOrRefused() {
        for (long seed = 0; seed < CASES; seed++) {
            var noise = new Noise(seed, Words.PROXY);
            String line = noise.line();
            try {
                if (SquidReader.firstLine(line) instanceof HttpPersona.Line.Read read) {
                    RequestHead head = read.head();
                    Refusal refusal = SquidReader.fields(head, List.of(noise.line(), noise.line()));
                    assertThat(refusal == null || refusal.status() == 400).isTrue();
                    assertThat(head.method).isNotEmpty();
                    assertThat(head.target).isNotEmpty().doesNotContain(" ", "\r", "\t");
                    assertThat(head.keepsAlive() && head.isSimple()).isFalse();
                    SquidUrl url = SquidUrl.of(head.target);
                    assertThat(url == null || url.port() <= 65_535).isTrue();
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, line), e);
            }
        }
    }

    @Test
    void anyTargetIsAnAuthorityOrNone() {
        int read = 0;
        for (long seed = 0; seed < CASES; seed++) {
            String text = new Noise(seed, TARGETS).line();
            try {
                Target target = Target.of(text);
                if (target != null) {
                    read++;
                    assertThat(target.port()).isBetween(1, 65_535);
                    assertThat(target.host().length()).isBetween(1, 255);
                    assertThat(!target.isName() || target.host().matches("[\\w.-]+")).isTrue();
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, text), e);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void anyRequestOfSocksIsOneAsFarAsItCame() {
        int whole = 0;
        for (long seed = 0; seed < CASES; seed++) {
            byte[] bytes = new Noise(seed, Words.SOCKS).bytes();
            if (bytes.length == 0) {
                continue;
            }
            try {
                for (SocksPersona persona : List.of(new Dante(), new Microsocks())) {
                    whole += read(persona, bytes) ? 1 : 0;
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw".formatted(seed), e);
            }
        }
        assertThat(whole).isPositive();
    }

    private static boolean read(SocksPersona persona, byte[] bytes) {
        int length = 1;
        while (length < bytes.length
                && !persona.refusesStart(bytes, length)
                && SocksGrammar.requestBytes(bytes, length) > length) {
            length++;
        }
        if (!persona.refusesStart(bytes, length)
                && SocksGrammar.requestBytes(bytes, length) > length) {
            return false;
        }
        SocksRequest request = SocksRequest.of(Arrays.copyOf(bytes, length));
        int flaw = persona.flaw(request);
        if (flaw != SocksPersona.SILENCE) {
            byte[] reply = persona.reply(flaw, request, BOUND);
            assertThat(reply).hasSizeBetween(7, 262);
        }
        assertThat(request.resolves() && request.target() == null).isFalse();
        return request.target() != null;
    }
}
