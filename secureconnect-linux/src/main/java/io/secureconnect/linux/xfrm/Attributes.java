package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.AttributeReader;
import io.secureconnect.linux.netlink.FieldReader;
import io.secureconnect.linux.netlink.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a message in their order; immutable. */
public final class Attributes {
    public static final Attributes NONE = new Attributes(List.of());

    private final List<Attribute<?>> all;

    private Attributes(List<Attribute<?>> all) {
        this.all = all;
    }

    static Attributes read(FieldReader reader, AttributeTable table) {
        List<Attribute<?>> all = new ArrayList<>(4);
        AttributeReader.forEach(reader, (type, value) -> all.add(Attribute.read(table.type(type), value)));
        return all.isEmpty() ? NONE : new Attributes(all);
    }

    /** One attribute. */
    public static <T> Attributes of(AttributeType<T> type, T value) {
        return new Attributes(List.of(new Attribute<>(type, value)));
    }

    /** These and one more behind them. */
    public <T> Attributes with(AttributeType<T> type, T value) {
        if (all.isEmpty()) {
            return of(type, value);
        }
        List<Attribute<?>> more = new ArrayList<>(all.size() + 1);
        more.addAll(all);
        more.add(new Attribute<>(type, value));
        return new Attributes(more);
    }

    /** The first value of {@code type}. */
    @SuppressWarnings("unchecked") // a type's number and name fix its value's class
    public <T> Optional<T> find(AttributeType<T> type) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).type().equals(type)) {
                return Optional.of((T) all.get(i).value());
            }
        }
        return Optional.empty();
    }

    public boolean has(AttributeType<?> type) {
        return find(type).isPresent();
    }

    /** All of them, in order. */
    public List<Attribute<?>> all() {
        return List.copyOf(all);
    }

    boolean holdKey() {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).value() instanceof Algorithm algorithm
                    && algorithm.key().isPresent()) {
                return true;
            }
        }
        return false;
    }

    void write(MessageWriter writer) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).write(writer);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && that.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
