package io.secureconnect.core.json;

import io.secureconnect.spi.IkePorts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The two UDP ports of IKE. */
final class IkePortsForm {
    static final ObjectShape<IkePortsForm, IkePorts> SHAPE = new ObjectShape<IkePortsForm, IkePorts>(
                    "a set of IKE ports")
            .required("ike", (form, in) -> form.ike = port(in), (p, out) -> out.writeNumber(p.ike()))
            .required(
                    "natTraversal",
                    (form, in) -> form.natTraversal = port(in),
                    (p, out) -> out.writeNumber(p.natTraversal()));

    private static final int UNREADABLE = 0;

    private int ike = UNREADABLE;
    private int natTraversal = UNREADABLE;

    private IkePortsForm() {}

    /** Null if it cannot be read. */
    static @Nullable IkePorts read(JsonSource in) throws IOException {
        IkePortsForm form = new IkePortsForm();
        SHAPE.read(in, form);
        if (form.ike == UNREADABLE || form.natTraversal == UNREADABLE) {
            return null;
        }
        if (form.ike == form.natTraversal) {
            in.refuseAt(
                    in.pointer() + "/natTraversal",
                    Integer.toString(form.natTraversal),
                    "IKE and NAT traversal need two different ports (RFC 7296 §2.23)",
                    "choose another one, such as 4500 beside 500");
            return null;
        }
        return new IkePorts(form.ike, form.natTraversal);
    }

    private static int port(JsonSource in) throws IOException {
        return (int) in.number(1, 65535, UNREADABLE);
    }
}
