package io.secureconnect.core.resolve;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a document. Becomes a JSON pointer (RFC 6901) only when a fault is found there.
 *
 * @param parent empty for the document itself
 * @param name a field or a key; empty for an entry of a list
 * @param index of an entry of a list
 */
record Place(@Nullable Place parent, String name, int index) {
    private static final Place DOCUMENT = new Place(null, "", 0);

    /** A field of the document. */
    static Place of(String section) {
        return DOCUMENT.field(section);
    }

    Place field(String field) {
        return new Place(this, field, -1);
    }

    Place entry(int at) {
        return new Place(this, "", at);
    }

    /** The pointer. */
    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        return parent + "/" + (index >= 0 ? Integer.toString(index) : JsonText.segment(name));
    }
}
