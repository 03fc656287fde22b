package org.honeyspam.proxy;

import java.util.List;

/**
 * Where an address seems to be, for the services that tell it. It is made up: the same for all
 * addresses of a neighbourhood, and nobody is asked.
 */
record Whereabouts(
        String country,
        String code,
        String region,
        String regionName,
        String city,
        String zip,
        String latitude,
        String longitude,
        String timezone,
        String carrier,
        String system,
        String airport) {

    private static final List<Whereabouts> PLACES =
            List.of(
                    place(
                            "Germany|DE|HE|Hesse|Frankfurt am Main|60313|50.1155|8.6842"
                                    + "|Europe/Berlin|Deutsche Telekom AG|AS3320|FRA"),
                    place(
                            "Germany|DE|BY|Bavaria|Nuremberg|90402|49.4478|11.0683"
                                    + "|Europe/Berlin|Hetzner Online GmbH|AS24940|FRA"),
                    place(
                            "Netherlands|NL|NH|North Holland|Amsterdam|1012|52.3740|4.8897"
                                    + "|Europe/Amsterdam|LeaseWeb Netherlands B.V.|AS60781|AMS"),
                    place(
                            "France|FR|HDF|Hauts-de-France|Roubaix|59100|50.6974|3.1780"
                                    + "|Europe/Paris|OVH SAS|AS16276|CDG"),
                    place(
                            "United Kingdom|GB|ENG|England|London|EC2A|51.5237|-0.0814"
                                    + "|Europe/London|DigitalOcean, LLC|AS14061|LHR"),
                    place(
                            "United States|US|NJ|New Jersey|Clifton|07014|40.8344|-74.1377"
                                    + "|America/New_York|DigitalOcean, LLC|AS14061|EWR"),
                    place(
                            "United States|US|TX|Texas|Dallas|75201|32.7889|-96.8021"
                                    + "|America/Chicago|Cogent Communications|AS174|DFW"),
                    place(
                            "United States|US|CA|California|Los Angeles|90012|34.0620|-118.2399"
                                    + "|America/Los_Angeles|Comcast Cable Communications, LLC|AS7922|LAX"),
                    place(
                            "Brazil|BR|SP|São Paulo|São Paulo|01000|-23.5505|-46.6333"
                                    + "|America/Sao_Paulo|Claro NXT Telecomunicacoes Ltda|AS28573|GRU"),
                    place(
                            "Singapore|SG|03|North West|Singapore|858877|1.3521|103.8198"
                                    + "|Asia/Singapore|Singtel Fibre Broadband|AS9506|SIN"),
                    place(
                            "Italy|IT|25|Lombardy|Milan|20121|45.4722|9.1922"
                                    + "|Europe/Rome|Telecom Italia S.p.A.|AS3269|MXP"),
                    place(
                            "Spain|ES|MD|Madrid|Madrid|28001|40.4165|-3.7026"
                                    + "|Europe/Madrid|Telefonica de Espana SAU|AS3352|MAD"));

    private static Whereabouts place(String line) {
        String[] part = line.split("\\|", -1);
        return new Whereabouts(
                part[0], part[1], part[2], part[3], part[4], part[5], part[6], part[7], part[8],
                part[9], part[10], part[11]);
    }

    static Whereabouts of(String address) {
        return Drawn.pick(PLACES, "place", neighbourhood(address));
    }

    /** The first two parts of an address. */
    private static String neighbourhood(String address) {
        char mark = address.indexOf(':') < 0 ? '.' : ':';
        int second = address.indexOf(mark, address.indexOf(mark) + 1);
        return second < 0 ? address : address.substring(0, second);
    }
}
