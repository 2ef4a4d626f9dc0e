package io.secureconnect.linux.xfrm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attribute types of one family of messages, found by number. */
public final class AttributeTable {
    private final List<AttributeType<?>> rows;
    private final @Nullable AttributeType<?>[] byNumber;

    AttributeTable(List<AttributeType<?>> rows) {
        this.rows = List.copyOf(rows);
        int highest = rows.stream().mapToInt(AttributeType::number).max().orElse(0);
        this.byNumber = new AttributeType<?>[highest + 1];
        for (AttributeType<?> row : rows) {
            byNumber[row.number()] = row;
        }
    }

    /** The type with {@code number}; an unknown one keeps its octets. */
    public AttributeType<?> type(int number) {
        AttributeType<?> row = number >= 0 && number < byNumber.length ? byNumber[number] : null;
        return row != null ? row : AttributeType.unknown(number);
    }

    /** Every row. */
    public List<AttributeType<?>> rows() {
        return rows;
    }
}
