package org.honeyspam.content;

import java.util.List;

/**
 * What the text gives to answer to.
 *
 * @param addresses of e-mail, in lower case
 * @param phones as {@code +} and digits
 */
public record Finds(List<String> addresses, List<String> phones, List<Wallet> wallets) {
    /** An address to pay to. */
    public record Wallet(Currency currency, String address) {}

    /** In what. */
    public enum Currency {
        BITCOIN,
        LITECOIN,
        DOGECOIN,
        TRON,
        ETHEREUM,
        MONERO
    }
}
