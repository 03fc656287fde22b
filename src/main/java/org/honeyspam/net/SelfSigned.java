package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.honeyspam.config.Identity;
import org.honeyspam.dialogue.Sha256;

/**
 * Makes certificates as Debian's snakeoil, under one key that is kept. All in them follows from key
 * and name, so a name has the same certificate after every restart, and none need be kept.
 */
final class SelfSigned {
    private static final String FILE = "self-signed.pem";
    private static final String MADE = "Made: ";
    private static final int KEY_BITS = 2_048;
    private static final Duration VALID = Duration.ofDays(3_650);

    /** The imitated system was installed before the honeypot was: so many days at most. */
    private static final int OLDER_DAYS_MAX = 400;

    private static final int OLDER_DAYS_MIN = 20;
    private static final int SERIAL_BYTES = 20;

    /** X.520: an upper bound for a common name. */
    private static final int COMMON_NAME_CHARACTERS_MAX = 64;

    private final KeyPair keys;
    private final Instant made;

    private SelfSigned(KeyPair keys, Instant made) {
        this.keys = keys;
        this.made = made;
    }

    /** Reads the key in that folder; makes both if they are not there. */
    static SelfSigned open(Path folder, Instant now) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(folder, mode("rwx------"));
            create(file, now.truncatedTo(ChronoUnit.SECONDS));
        }
        return read(file);
    }

    private static void create(Path file, Instant now) throws IOException {
        var text = new StringWriter();
        text.write(MADE + now + "\n");
        try (var pem = new JcaPEMWriter(text)) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            pem.writeObject(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
        // Whole or not at all: a stop in the middle must not leave a torn key.
        Path unfinished = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(unfinished);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(unfinished, options, mode("rw-------"))) {
            channel.write(ByteBuffer.wrap(text.toString().getBytes(US_ASCII)));
        }
        Files.move(unfinished, file);
    }

    private static SelfSigned read(Path file) throws IOException {
        String text = Files.readString(file, US_ASCII);
        try (var parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof PEMKeyPair pair && text.startsWith(MADE)) {
                var made = Instant.parse(text.substring(MADE.length(), text.indexOf('\n')));
                return new SelfSigned(new JcaPEMKeyConverter().getKeyPair(pair), made);
            }
        } catch (DateTimeParseException e) {
            throw new IOException("%s does not say when it was made".formatted(file), e);
        }
        throw new IOException("%s holds no key: remove it, and a new one is made".formatted(file));
    }

    /** The certificate of a host, as it was and will be. */
    Identity of(Host host) {
        byte[] seed = seed(host);
        int older = OLDER_DAYS_MIN + number(seed) % (OLDER_DAYS_MAX - OLDER_DAYS_MIN);
        Instant from = made.minus(older, ChronoUnit.DAYS).minusSeconds(number(seed) % 86_400);
        var name = new X500NameBuilder().addRDN(BCStyle.CN, commonName(host.name())).build();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(1, Arrays.copyOf(seed, SERIAL_BYTES)),
                        Date.from(from),
                        Date.from(from.plus(VALID)),
                        name,
                        keys.getPublic());
        int kind = host.literal() ? GeneralName.iPAddress : GeneralName.dNSName;
        var alternative = new GeneralNames(new GeneralName(kind, host.name()));
        try {
            builder.addExtension(Extension.basicConstraints, false, new BasicConstraints(false));
            builder.addExtension(Extension.subjectAlternativeName, false, alternative);
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
            var certificate =
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new Identity(keys.getPrivate(), List.of(certificate));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("no certificate for " + host, e);
        }
    }

    private static String commonName(String name) {
        return name.length() <= COMMON_NAME_CHARACTERS_MAX
                ? name
                : name.substring(0, name.indexOf('.'));
    }

    private byte[] seed(Host host) {
        var text = new ByteArrayOutputStream();
        text.writeBytes(keys.getPrivate().getEncoded());
        text.writeBytes(host.name().getBytes(UTF_8));
        return Sha256.of(text.toByteArray());
    }

    /** From the end of it that is no part of the serial number. */
    private static int number(byte[] seed) {
        return ByteBuffer.wrap(seed).getInt(seed.length - Integer.BYTES) & Integer.MAX_VALUE;
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
