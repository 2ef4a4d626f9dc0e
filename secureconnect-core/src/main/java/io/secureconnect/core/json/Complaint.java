package io.secureconnect.core.json;

/** The two halves of what a value type says about its input: {@code what is wrong; what to do}. */
record Complaint(String rule, String remedy) {
    static Complaint of(IllegalArgumentException complaint) {
        String message = String.valueOf(complaint.getMessage());
        int semicolon = message.indexOf("; ");
        return semicolon < 0
                ? new Complaint(message, "correct it")
                : new Complaint(message.substring(0, semicolon), message.substring(semicolon + 2));
    }
}
