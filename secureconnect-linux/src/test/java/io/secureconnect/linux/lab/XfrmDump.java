package io.secureconnect.linux.lab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that the kernel's IPsec holds in one namespace, as text to compare before and after: one block of {@code ip -s
 * xfrm} for each state and policy, sorted, without what changes by itself (sequence numbers, replay bitmaps, use counts
 * and times). Every key is replaced by a digest of it: equal keys compare equal, and none is shown.
 *
 * @param states one text for each state
 * @param policies one text for each policy, with its index
 * @param errors the counters of {@code /proc/net/xfrm_stat} that are not zero, by name
 */
public record XfrmDump(List<String> states, List<String> policies, Map<String, Long> errors) {
    private static final Pattern KEY = Pattern.compile("0x[0-9a-f]{16,}");
    /** Lines that change by themselves, each with the number of lines that go with it. */
    private static final Map<String, Integer> VOLATILE = Map.of(
            "anti-replay context:", 0,
            "anti-replay esn context:", 1,
            "lifetime current:", 2,
            "stats:", 1,
            "lastused", 0);
    /** A lifetime without limits is not worth a line. */
    private static final Pattern NO_LIMIT = Pattern.compile(
            "lifetime config:|limit: soft \\(INF\\).*hard \\(INF\\).*|expire \\w+: soft 0\\(sec\\), hard 0\\(sec\\)");

    /** Takes the dump. */
    public static XfrmDump of(NetworkNamespace namespace) {
        return new XfrmDump(
                blocks(namespace.run("ip", "-s", "xfrm", "state").orThrow().output()),
                blocks(namespace.run("ip", "-s", "xfrm", "policy").orThrow().output()),
                counters(namespace.read("/proc/net/xfrm_stat")));
    }

    /** Whether states and policies are the same as in {@code other}; counters may differ. */
    public boolean holdsSameAs(XfrmDump other) {
        return states.equals(other.states) && policies.equals(other.policies);
    }

    /** Only the blocks that contain {@code text}, such as {@code reqid 7(}; all counters. */
    public XfrmDump only(String text) {
        return new XfrmDump(
                states.stream().filter(block -> block.contains(text)).collect(Collectors.toUnmodifiableList()),
                policies.stream().filter(block -> block.contains(text)).collect(Collectors.toUnmodifiableList()),
                errors);
    }

    /** A counter of {@code /proc/net/xfrm_stat}, such as {@code XfrmInTmplMismatch}. */
    public long error(String counter) {
        return errors.getOrDefault(counter, 0L);
    }

    static List<String> blocks(String text) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        int skip = 0;
        for (String line : text.lines().collect(Collectors.toList())) {
            if (line.startsWith("src ") && block.length() > 0) {
                blocks.add(block.toString());
                block.setLength(0);
            }
            if (skip > 0) {
                skip--;
                continue;
            }
            String words = line.strip();
            Integer volatileLines = VOLATILE.entrySet().stream()
                    .filter(entry -> words.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(-1);
            if (volatileLines >= 0) {
                skip = volatileLines;
            } else if (!isBitmap(words) && !NO_LIMIT.matcher(words).matches()) {
                block.append(withoutKeys(line.stripTrailing())).append('\n');
            }
        }
        if (block.length() > 0) {
            blocks.add(block.toString());
        }
        return blocks.stream().sorted().collect(Collectors.toUnmodifiableList());
    }

    /** The rows below {@code replay_window n, bitmap-length m}, which stays. */
    private static boolean isBitmap(String words) {
        return words.matches("[0-9a-f]{8}( [0-9a-f]{8})*");
    }

    private static String withoutKeys(String line) {
        return KEY.matcher(line).replaceAll(key -> "key#" + digest(key.group()));
    }

    private static String digest(String key) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(all, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }

    static Map<String, Long> counters(String text) {
        Map<String, Long> counters = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)^(\\w+)\\s+(\\d+)").matcher(text);
        while (line.find()) {
            long value = Long.parseLong(line.group(2));
            if (value != 0) {
                counters.put(line.group(1), value);
            }
        }
        return Map.copyOf(counters);
    }

    @Override
    public String toString() {
        return "-- states\n" + String.join("", states) + "-- policies\n" + String.join("", policies) + "-- errors "
                + new TreeMap<>(errors) + "\n";
    }
}
