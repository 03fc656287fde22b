package org.honeyspam.config;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * What a server proves itself with in TLS.
 *
 * @param chain the server's own certificate first
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final int FILE_BYTES_MAX = 1 << 20;

    public Identity {
        chain = List.copyOf(chain);
    }

    /** A file is not what it should be; the message says what it is instead. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String what) {
            super(what);
        }
    }

    /** Reads both files, and sees that one belongs to the other. */
    public static Identity read(Path certificate, Path key) throws Unfit {
        var identity = new Identity(key(key), chain(certificate));
        if (!identity.fits()) {
            throw new Unfit("%s is not the key of %s".formatted(key, certificate));
        }
        return identity;
    }

    static List<X509Certificate> chain(Path file) throws Unfit {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Object part : parts(file)) {
                if (part instanceof X509CertificateHolder holder) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (CertificateException e) {
            throw new Unfit("%s holds a certificate that cannot be read".formatted(file));
        }
        if (chain.isEmpty()) {
            throw new Unfit("%s holds no certificate in PEM".formatted(file));
        }
        return chain;
    }

    static PrivateKey key(Path file) throws Unfit {
        var converter = new JcaPEMKeyConverter();
        try {
            for (Object part : parts(file)) {
                if (part instanceof PrivateKeyInfo plain) {
                    return converter.getPrivateKey(plain);
                } else if (part instanceof PEMKeyPair pair) {
                    return converter.getKeyPair(pair).getPrivate();
                }
            }
        } catch (PEMException e) {
            throw new Unfit("%s holds a key that cannot be read".formatted(file));
        }
        throw new Unfit("%s holds no private key in PEM without a password".formatted(file));
    }

    /** All that is in it, also what goes before a key of a curve. */
    private static List<Object> parts(Path file) throws Unfit {
        List<Object> parts = new ArrayList<>();
        try (var parser = new PEMParser(new StringReader(text(file)))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        } catch (IOException | RuntimeException e) { // It throws many kinds at broken text.
            throw new Unfit("%s is not in PEM".formatted(file));
        }
        return parts;
    }

    private boolean fits() {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] probe = BigInteger.TWO.toByteArray();
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(chain.getFirst().getPublicKey());
            checking.update(probe);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String text(Path file) throws Unfit {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new Unfit("%s is no file".formatted(file));
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new Unfit("%s is longer than 1 MiB".formatted(file));
            }
            return new String(Files.readAllBytes(file), US_ASCII);
        } catch (NoSuchFileException e) {
            throw new Unfit("%s is not there".formatted(file));
        } catch (AccessDeniedException e) {
            throw new Unfit("%s may not be read by this user".formatted(file));
        } catch (IOException e) {
            throw new Unfit("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
