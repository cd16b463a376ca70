package dev.postgresready.benchmarks;

import java.util.List;
import java.util.Locale;

/** The ratios as bars on a logarithmic scale, each with a mark where its target is; for light and dark pages. */
record Plot(List<Report.Row> rows) {

    private static final int LEFT = 430;
    private static final int WIDTH = 960;
    private static final int ROW = 24;
    private static final int TOP = 56;
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 64;

    String svg() {
        int height = TOP + rows.size() * ROW + 24;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Ratios to peers, and targets">
                <style>
                  text { fill: #1f2328 } .soft { fill: #59636e } .grid { stroke: #d1d9e0 } .mark { stroke: #1f2328; stroke-width: 2 }
                  .met { fill: #1a7f37 } .missed { fill: #bc4c00 }
                  @media (prefers-color-scheme: dark) {
                    text { fill: #e6edf3 } .soft { fill: #9198a1 } .grid { stroke: #3d444d } .mark { stroke: #e6edf3 }
                    .met { fill: #3fb950 } .missed { fill: #f0883e }
                  }
                </style>
                <text x="8" y="20" font-size="15">How many times faster (\u2265), or as long (\u2264), than the peer; the upright mark is the target</text>
                """, WIDTH, height));
        for (double tick = 1; tick <= HIGHEST; tick *= 2) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/><text class=\"soft\" x=\"%1$.1f\" y=\"%4$d\" text-anchor=\"middle\">%5$s \u00d7</text>%n",
                    x(tick),
                    TOP - 8,
                    height - 16,
                    TOP - 14,
                    Report.number(tick)));
        }
        for (int i = 0; i < rows.size(); i++) {
            bar(svg, rows.get(i), TOP + i * ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Report.Row row, int y) {
        Target target = row.target();
        String sign = target.faster() ? "\u2265" : "\u2264";
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s <tspan class=\"soft\">%s %s</tspan></text>%n",
                LEFT - 8,
                y + 13,
                escaped(target.what()),
                sign,
                escaped(target.peer())));
        double end = x(row.ratio());
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" rx=\"2\"/><text x=\"%.1f\" y=\"%d\">%.1f</text>%n",
                target.met(row.ratio()) ? "met" : "missed",
                LEFT,
                y + 2,
                Math.max(1, end - LEFT),
                Math.max(end, x(target.limit())) + 6,
                y + 13,
                row.ratio()));
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"mark\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>%n",
                x(target.limit()),
                y - 1,
                y + 19));
    }

    private static double x(double ratio) {
        double share = Math.log(Math.max(LOWEST, Math.min(HIGHEST, ratio)) / LOWEST) / Math.log(HIGHEST / LOWEST);
        return LEFT + share * (WIDTH - LEFT - 60);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
