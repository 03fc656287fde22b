package org.honeyspam.content;

import java.util.Locale;
import java.util.Set;
import org.honeyspam.content.Finds.Currency;
import org.honeyspam.content.Finds.Wallet;
import org.jspecify.annotations.Nullable;

/** Finds addresses of wallets. Each kind has a checksum, which must fit. */
final class Wallets {
    private static final int CHARS_MIN = 26;
    private static final int CHARS_MAX = 110;
    private static final int HASH_CHARS = 40;

    private Wallets() {}

    static void find(String text, Set<Wallet> found, Notes notes) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && isLetterOrDigit(text.charAt(i))) {
                continue;
            }
            int length = i - start;
            Wallet wallet =
                    length < CHARS_MIN || length > CHARS_MAX ? null : of(text.substring(start, i));
            start = i + 1;
            if (wallet != null
                    && !found.contains(wallet)
                    && notes.room(Limit.WALLETS, found.size())) {
                found.add(wallet);
            }
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    static @Nullable Wallet of(String text) {
        Currency currency =
                switch (text.charAt(0)) {
                    case '0' -> isEthereum(text) ? Currency.ETHEREUM : null;
                    case '4', '8' -> Base58.isMonero(text) ? Currency.MONERO : null;
                    case 'b', 'B' -> Bech32.fits(text, "bc") ? Currency.BITCOIN : null;
                    case 'l' -> Bech32.fits(text, "ltc") ? Currency.LITECOIN : null;
                    default -> byVersion(Base58.version(text));
                };
        return currency == null ? null : new Wallet(currency, text);
    }

    private static @Nullable Currency byVersion(int version) {
        return switch (version) {
            case 0x00, 0x05 -> Currency.BITCOIN;
            case 0x30, 0x32 -> Currency.LITECOIN;
            case 0x1e -> Currency.DOGECOIN;
            case 0x41 -> Currency.TRON;
            default -> null;
        };
    }

    /** EIP-55: where letters are of both cases, the cases are the check. */
    private static boolean isEthereum(String text) {
        if (!text.matches("0x[0-9a-fA-F]{40}")) {
            return false;
        }
        String hex = text.substring(2);
        String lower = hex.toLowerCase(Locale.ROOT);
        boolean digitsOnly = hex.chars().allMatch(Character::isDigit);
        if (hex.equals(lower) || hex.equals(hex.toUpperCase(Locale.ROOT))) {
            return !digitsOnly;
        }
        byte[] hash = Hashes.keccak256(Charsets.bytes(lower));
        for (int i = 0; i < HASH_CHARS; i++) {
            int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
            char c = hex.charAt(i);
            if (Character.isLetter(c) && Character.isUpperCase(c) != (nibble >= 8)) {
                return false;
            }
        }
        return true;
    }
}
