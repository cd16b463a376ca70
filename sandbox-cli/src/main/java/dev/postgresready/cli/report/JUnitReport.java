package dev.postgresready.cli.report;

import dev.postgresready.diagnosis.ControlCharacters;
import dev.postgresready.verify.CheckResult;
import dev.postgresready.verify.Outcome;
import dev.postgresready.verify.VerifyReport;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as JUnit XML, which every CI system shows: a check is a test case; what warns or tells passes with its text. */
final class JUnitReport {

    private final VerifyReport report;
    private final XMLStreamWriter xml;

    private JUnitReport(VerifyReport report, XMLStreamWriter xml) {
        this.report = report;
        this.xml = xml;
    }

    static String write(VerifyReport report) {
        StringWriter text = new StringWriter();
        try {
            new JUnitReport(report, XMLOutputFactory.newFactory().createXMLStreamWriter(text)).suite();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory failed", e);
        }
        return text.toString();
    }

    private void suite() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        attribute("name", "sandbox verify " + ReportWords.title(report));
        attribute("tests", String.valueOf(report.results().size()));
        attribute("failures", String.valueOf(report.count(Outcome.FAIL)));
        attribute("errors", String.valueOf(report.count(Outcome.ERROR)));
        attribute("skipped", String.valueOf(report.count(Outcome.SKIPPED)));
        attribute("time", seconds(report.took().toNanos()));
        for (CheckResult result : report.results()) {
            testCase(result);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(CheckResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "verify." + result.check().group());
        attribute("name", result.check().id());
        attribute("time", seconds(result.took().toNanos()));
        switch (result.outcome()) {
            case PASS -> {}
            case TOLD, WARN ->
                element("system-out", "", ReportWords.label(result.outcome()) + ": " + ReportWords.details(result));
            case FAIL -> element("failure", result.check().title(), ReportWords.details(result));
            case ERROR -> element("error", result.summary(), ReportWords.details(result));
            case SKIPPED -> element("skipped", result.summary(), "");
        }
        xml.writeEndElement();
    }

    private void element(String name, String message, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        if (!message.isEmpty()) {
            attribute("message", message);
        }
        xml.writeCharacters(printable(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    /** XML has no place for most control characters, escaped or not, for halves of a character, nor for two that are none. */
    private static String printable(String text) {
        StringBuilder xml = new StringBuilder(text.length());
        ControlCharacters.shown(text).codePoints().forEach(c -> {
            boolean allowed =
                    c == '\n' || c == '\t' || (c >= ' ' && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) || c > 0xffff;
            xml.append(allowed ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c));
        });
        return xml.toString();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }
}
