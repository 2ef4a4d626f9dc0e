package io.secureconnect.windows.abi;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the members of a structure stand, found out by walking it without memory. */
public final class Layout implements Members {
    /**
     * One member.
     *
     * @param name as in the SDK's headers
     * @param offset octets from the start of the structure
     * @param size octets
     */
    public record Member(String name, int offset, int size) {}

    private final Abi abi;
    private final List<Member> members = new ArrayList<>();
    private int next;
    private int size;
    private int alignment = 1;

    Layout(Abi abi) {
        this.abi = abi;
    }

    /** Its members, those of a union at the same offset; an inner structure's own are not among them. */
    public List<Member> members() {
        return List.copyOf(members);
    }

    /** Octets with the gap at the end: C's {@code sizeof}. */
    public int size() {
        return size;
    }

    /** The multiple at which the structure has to stand. */
    public int alignment() {
        return alignment;
    }

    /** Members that stand where those of the call before stood. */
    void over(Runnable walk) {
        next = 0;
        walk.run();
    }

    void end() {
        size = aligned(size, alignment);
    }

    static int aligned(int offset, int multiple) {
        return offset + multiple - 1 & -multiple;
    }

    private void note(String name, int octets, int multiple) {
        alignment = Math.max(alignment, multiple);
        int offset = aligned(next, multiple);
        members.add(new Member(name, offset, octets));
        next = offset + octets;
        size = Math.max(size, next);
    }

    private void notePointer(String name) {
        note(name, abi.pointerOctets(), abi.pointerOctets());
    }

    @Override
    public int u8(String name, int value) {
        note(name, 1, 1);
        return value;
    }

    @Override
    public int u16(String name, int value) {
        note(name, 2, 2);
        return value;
    }

    @Override
    public int u32(String name, int value) {
        note(name, 4, 4);
        return value;
    }

    @Override
    public long u64(String name, long value) {
        note(name, 8, 8);
        return value;
    }

    @Override
    public Guid guid(String name, Guid value) {
        note(name, Guid.OCTETS, 4);
        return value;
    }

    @Override
    public Bytes octets(String name, int count, Bytes value) {
        note(name, count, 1);
        return value;
    }

    @Override
    public Optional<String> text(String name, Optional<String> value) {
        notePointer(name);
        return value;
    }

    @Override
    public Bytes counted(String countName, String name, Bytes value) {
        note(countName, 4, 4);
        notePointer(name);
        return value;
    }

    @Override
    public Optional<SecretBytes> secret(String countName, String name, Optional<SecretBytes> value) {
        note(countName, 4, 4);
        notePointer(name);
        return value;
    }

    @Override
    public <T> T struct(String name, Struct<T> struct, T value) {
        Layout inner = struct.layout(abi);
        note(name, inner.size, inner.alignment);
        return value;
    }

    @Override
    public <T> Optional<T> pointer(String name, Struct<T> struct, Optional<T> value) {
        notePointer(name);
        return value;
    }

    @Override
    public <T> List<T> list(String countName, String name, Struct<T> struct, List<T> value) {
        note(countName, 4, 4);
        notePointer(name);
        return value;
    }

    @Override
    public void unused(String name) {
        notePointer(name);
    }

    @Override
    public <T> T union(Union<T> union, int selector, T value) {
        Layout arms = union.layout(abi);
        alignment = Math.max(alignment, arms.alignment);
        int offset = aligned(next, arms.alignment);
        arms.members.forEach(arm -> members.add(new Member(arm.name(), offset + arm.offset(), arm.size())));
        next = offset + arms.size;
        size = Math.max(size, next);
        return value;
    }
}
