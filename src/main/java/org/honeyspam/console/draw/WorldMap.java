package org.honeyspam.console.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.honeyspam.console.sheet.Markup;

/**
 * The countries of the world as shapes, shaded by how much comes from each. Read from Natural
 * Earth's, as TopoJSON: borders are stored once, as steps from point to point.
 */
public final class WorldMap {
    private static final String SHAPES = "/console/vendor/countries-110m.json";
    private static final String NUMBERS = "/console/countries.txt";
    private static final String ANTARCTICA = "AQ";
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 430;
    private static final double DEGREES = 360;
    private static final double NORTH = 84;
    private static final int SHADES = 5;

    private final Map<String, String> paths = new TreeMap<>();

    private WorldMap(JsonNode topology, Map<String, String> letters) {
        List<List<int[]>> arcs = arcs(topology);
        int nameless = 0;
        for (JsonNode country : topology.at("/objects/countries/geometries")) {
            String code = letters.getOrDefault(country.path("id").asText(), "x" + nameless++);
            if (!code.equals(ANTARCTICA)) {
                paths.put(code, path(country, arcs));
            }
        }
    }

    /** The one there is; read when it is first asked for, since few starts lead to a look at it. */
    public static WorldMap whole() {
        return Whole.MAP;
    }

    private static final class Whole {
        private static final WorldMap MAP = read();
    }

    private static WorldMap read() {
        try (InputStream shapes = open(SHAPES);
                InputStream numbers = open(NUMBERS)) {
            Map<String, String> letters = new HashMap<>();
            new String(numbers.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> letters.put(line.substring(0, 3), line.substring(4)));
            return new WorldMap(new JsonMapper().readTree(shapes), letters);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's map cannot be read", e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = WorldMap.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the program lacks its file " + name);
        }
        return in;
    }

    /** All borders, as places on the picture. */
    private static List<List<int[]>> arcs(JsonNode topology) {
        double scaleX = topology.at("/transform/scale/0").asDouble();
        double scaleY = topology.at("/transform/scale/1").asDouble();
        double left = topology.at("/transform/translate/0").asDouble();
        double bottom = topology.at("/transform/translate/1").asDouble();
        List<List<int[]>> arcs = new ArrayList<>();
        for (JsonNode steps : topology.path("arcs")) {
            List<int[]> arc = new ArrayList<>();
            long x = 0;
            long y = 0;
            for (JsonNode step : steps) {
                x += step.get(0).asLong();
                y += step.get(1).asLong();
                double longitude = x * scaleX + left;
                double latitude = y * scaleY + bottom;
                arc.add(
                        new int[] {
                            (int) Math.round((longitude + DEGREES / 2) / DEGREES * WIDTH),
                            (int) Math.round((NORTH - latitude) / DEGREES * WIDTH)
                        });
            }
            arcs.add(arc);
        }
        return arcs;
    }

    private static String path(JsonNode country, List<List<int[]>> arcs) {
        var path = new StringBuilder();
        boolean several = country.path("type").asText().equals("MultiPolygon");
        for (JsonNode polygon : country.path("arcs")) {
            if (several) {
                polygon.forEach(ring -> ring(ring, arcs, path));
            } else {
                ring(polygon, arcs, path);
            }
        }
        return path.toString();
    }

    /** One border around: arcs, of which a negative number is one that is gone backwards. */
    private static void ring(JsonNode ring, List<List<int[]>> arcs, StringBuilder path) {
        char letter = 'M';
        int[] last = {Integer.MIN_VALUE, 0};
        for (JsonNode number : ring) {
            int index = number.asInt();
            List<int[]> arc = index < 0 ? arcs.get(~index).reversed() : arcs.get(index);
            for (int[] point : arc) {
                boolean edge = Math.abs(point[0] - last[0]) > WIDTH / 2 && letter == 'L';
                if (point[0] != last[0] || point[1] != last[1]) {
                    path.append(edge ? 'M' : letter).append(point[0]).append(' ').append(point[1]);
                    letter = 'L';
                    last = point;
                }
            }
        }
        path.append('Z');
    }

    /**
     * Draws it.
     *
     * @param counts how much comes from each country, by its two letters
     */
    public String draw(Map<String, Long> counts) {
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        var svg = new StringBuilder();
        svg.append(
                "<svg class=\"world\" role=\"img\" aria-label=\"Hosts by country; the table beside it says the same\" viewBox=\"0 0 %d %d\">"
                        .formatted(WIDTH, HEIGHT));
        paths.forEach(
                (code, path) -> {
                    long count = counts.getOrDefault(code, 0L);
                    svg.append(
                            "<path class=\"shade%d\" d=\"%s\"><title>%s</title></path>"
                                    .formatted(
                                            shade(count, most),
                                            path,
                                            Markup.text("%s: %d".formatted(name(code), count))));
                });
        return svg.append("</svg>").toString();
    }

    /** By the logarithm: one country often has more than all others. */
    private static int shade(long count, long most) {
        return count == 0
                ? 0
                : 1
                        + (int)
                                Math.min(
                                        SHADES - 1,
                                        SHADES
                                                * Math.log1p((double) count)
                                                / Math.log1p((double) most + 1));
    }

    /** What a country is called in English. */
    public static String name(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
}
