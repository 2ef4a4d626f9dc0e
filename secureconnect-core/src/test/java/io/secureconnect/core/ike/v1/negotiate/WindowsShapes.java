package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.wire.Chain;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.wire.DecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Messages in the manner of Windows, put together from public documents; the README beside them names these. */
public final class WindowsShapes {
    private static final int HASH = 8;

    private WindowsShapes() {}

    /** A message in clear. */
    public static IsakmpMessage message(String name) {
        try {
            return IsakmpCodec.decode(octets(name));
        } catch (DecodeException refused) {
            throw new AssertionError(name, refused);
        }
    }

    /** What is inside of an encrypted one; all of these begin with a hash. */
    public static Chain inside(String name) {
        try {
            return IsakmpCodec.decodeChain(HASH, octets(name));
        } catch (DecodeException refused) {
            throw new AssertionError(name, refused);
        }
    }

    public static <P extends IsakmpPayload> List<P> payloads(List<IsakmpPayload> all, Class<P> form) {
        return all.stream().filter(form::isInstance).map(form::cast).toList();
    }

    public static SecurityAssociation association(String name) {
        List<IsakmpPayload> all = name.startsWith("main-mode")
                ? message(name).payloads()
                : inside(name).payloads();
        return payloads(all, SecurityAssociation.class).get(0);
    }

    public static byte[] octets(String name) {
        String path = "/io/secureconnect/core/ike/v1/windows/" + name + ".hex";
        try (InputStream file = Objects.requireNonNull(WindowsShapes.class.getResourceAsStream(path), path)) {
            String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                    .collect(Collectors.joining());
            return Bytes.ofHex(hex).toArray();
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }
}
