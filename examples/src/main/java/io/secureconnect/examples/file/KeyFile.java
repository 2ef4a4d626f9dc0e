package io.secureconnect.examples.file;

import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.examples.console.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What a distributor has to say to one host, in one file; every instruction in it is sealed to that host. */
public final class KeyFile {
    static final String FORMAT = "secureconnect.keys/v1";
    private static final int LONGEST = 64 << 20;

    private KeyFile() {}

    /** The file of {@code workload} in {@code directory}. */
    public static Path of(Path directory, String workload) {
        return directory.resolve(HostFileName.of(workload) + ".keys");
    }

    /** Replaces the file, unless it says the same already. */
    public static void write(Path file, String workload, List<SealedInstruction> instructions) {
        byte[] content = encode(workload, instructions);
        if (!Files.exists(file) || !Arrays.equals(content, content(file))) {
            PrivateFiles.write(file, content);
        }
    }

    /**
     * The octets of a key file.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code INSECURE_FILE} if others may touch it
     */
    static byte[] content(Path file) {
        return PrivateFiles.read(file, LONGEST);
    }

    static byte[] encode(String workload, List<SealedInstruction> instructions) {
        List<Object> entries = new ArrayList<>();
        for (SealedInstruction instruction : instructions) {
            entries.add(Json.object(
                    "path", instruction.path(),
                    "generation", instruction.generation(),
                    "phase", instruction.phase().name(),
                    "envelope", Base64.getEncoder().encodeToString(instruction.envelope())));
        }
        String text = Json.pretty(Json.object("format", FORMAT, "workload", workload, "instructions", entries));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What {@code content} tells {@code workload}. */
    static List<SealedInstruction> decode(Path file, String workload, byte[] content) {
        JsonFields json = JsonFields.parse(file, content, FORMAT);
        json.expect("workload", workload);
        List<SealedInstruction> instructions = new ArrayList<>();
        for (JsonFields entry : json.objects("instructions")) {
            instructions.add(new SealedInstruction(
                    workload,
                    entry.text("path"),
                    entry.number("generation"),
                    entry.read("phase", "INBOUND, OUTBOUND or RETIRE", KeyPhase::valueOf),
                    entry.read("envelope", "Base64", Base64.getDecoder()::decode)));
        }
        return instructions;
    }
}
