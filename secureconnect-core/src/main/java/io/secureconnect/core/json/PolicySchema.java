package io.secureconnect.core.json;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft 2020-12) of policy documents, for editors and other languages. */
public final class PolicySchema {
    private static final String RESOURCE = "policy-v1.schema.json";

    private PolicySchema() {}

    /** The schema as JSON text. It knows the form of a document; references and addresses only the reader checks. */
    public static String text() {
        try (InputStream in = PolicySchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new SecureConnectException(
                        ErrorCode.INTERNAL,
                        RESOURCE + " is missing from the jar; use an unmodified secureconnect-core");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new SecureConnectException(ErrorCode.INTERNAL, RESOURCE + " could not be read", unreadable);
        }
    }
}
