package io.secureconnect.windows.audit;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an event as {@code EvtRender} writes it: the schema of {@code http://schemas.microsoft.com/win/2004/08/events/event}. Total:
 * any text gives a record or an {@link UnreadableEventException}. No DTD is read and no entity is fetched.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/wes/eventschema-schema">Event schema</a>
 */
public final class EventXml {
    private static final String NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_FIELDS = 256;

    /** {@code AuditFailure} among the keywords. */
    private static final long KEYWORD_AUDIT_FAILURE = 0x10_0000_0000_0000L;

    private static final XMLInputFactory FACTORY = factory();

    private final Map<String, String> system = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();

    private EventXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("an event refers to nothing outside it");
        });
        return factory;
    }

    /**
     * Reads one event.
     *
     * @throws UnreadableEventException if it is none, or none of {@link AuditEvent}
     */
    public static AuditRecord read(String xml) throws UnreadableEventException {
        if (xml.length() > MOST_CHARACTERS) {
            throw new UnreadableEventException(
                    "an event of " + xml.length() + " characters; at most 1,048,576 are read");
        }
        try {
            XMLStreamReader reader = reader(xml);
            try {
                return new EventXml().walk(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) { // parsers of the JDK throw both for malformed text
            throw new UnreadableEventException("no XML of an event: " + e.getMessage(), e);
        }
    }

    private static XMLStreamReader reader(String xml) throws XMLStreamException {
        synchronized (FACTORY) { // which promises nothing about threads
            return FACTORY.createXMLStreamReader(new StringReader(xml));
        }
    }

    private AuditRecord walk(XMLStreamReader reader) throws XMLStreamException, UnreadableEventException {
        String group = "";
        int depth = 0;
        while (reader.hasNext()) {
            int kind = reader.next();
            if (kind == XMLStreamConstants.DTD || kind == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new UnreadableEventException("a document type or an entity, which no event has");
            } else if (kind == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (depth == 1) {
                    requireRoot(reader);
                } else if (depth == 2) {
                    group = reader.getLocalName();
                } else if (depth == 3) {
                    take(group, reader);
                    depth--; // its text was read to its end
                }
            } else if (kind == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return record();
    }

    private static void requireRoot(XMLStreamReader reader) throws UnreadableEventException {
        if (!reader.getLocalName().equals("Event") || !NAMESPACE.equals(reader.getNamespaceURI())) {
            throw new UnreadableEventException("the element " + reader.getLocalName() + ", not an event of Windows");
        }
    }

    private void take(String group, XMLStreamReader reader) throws XMLStreamException, UnreadableEventException {
        String name = reader.getLocalName();
        if (group.equals("System")) {
            Optional.ofNullable(reader.getAttributeValue(null, "SystemTime"))
                    .ifPresent(time -> system.put("SystemTime", time));
            system.put(name, reader.getElementText());
        } else if (group.equals("EventData") && name.equals("Data")) {
            if (fields.size() >= MOST_FIELDS) {
                throw new UnreadableEventException("more than " + MOST_FIELDS + " fields");
            }
            String given = Optional.ofNullable(reader.getAttributeValue(null, "Name"))
                    .orElse(String.valueOf(fields.size() + 1));
            fields.put(given, reader.getElementText());
        } else {
            skip(reader);
        }
    }

    private static void skip(XMLStreamReader reader) throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int kind = reader.next();
            open += kind == XMLStreamConstants.START_ELEMENT ? 1 : kind == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private AuditRecord record() throws UnreadableEventException {
        int id = (int) number("EventID");
        AuditEvent event = AuditEvent.of(id)
                .orElseThrow(() -> new UnreadableEventException("event " + id + ", which is none of IPsec"));
        return new AuditRecord(
                event,
                number("EventRecordID"),
                time(),
                text("Computer"),
                (number("Keywords") & KEYWORD_AUDIT_FAILURE) != 0,
                fields);
    }

    private String text(String name) throws UnreadableEventException {
        return Optional.ofNullable(system.get(name))
                .orElseThrow(() -> new UnreadableEventException("no " + name + " in System"));
    }

    /** Unsigned 64 bits, decimal or hexadecimal. */
    private long number(String name) throws UnreadableEventException {
        String text = text(name).strip();
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableEventException(name + " is no number", e);
        }
    }

    private Instant time() throws UnreadableEventException {
        try {
            return Instant.parse(text("SystemTime"));
        } catch (DateTimeException e) {
            throw new UnreadableEventException("TimeCreated is no time", e);
        }
    }
}
