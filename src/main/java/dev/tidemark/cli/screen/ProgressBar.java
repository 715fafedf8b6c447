package dev.tidemark.cli.screen;

import java.io.PrintWriter;

/// How far long work is: a bar that is drawn again and again on a terminal, else a line for each whole percent.
public final class ProgressBar {

    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean isTerminal;
    private String told = "";
    private int toldPercent = -1;

    public ProgressBar(PrintWriter err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    /// @param percent 0 to 100
    /// @param text what else there is to say, in one line
    public void show(double percent, String text) {
        if (isTerminal) {
            draw(percent, text);
        } else if ((int) percent != toldPercent) {
            toldPercent = (int) percent;
            err.println((int) percent + " % " + text);
            err.flush();
        }
    }

    /// Leaves the last state on the screen.
    public void end() {
        if (isTerminal && !told.isEmpty()) {
            err.println();
            err.flush();
        }
    }

    private void draw(double percent, String text) {
        int full = (int) Math.round(Math.clamp(percent, 0.0, 100.0) / 100 * WIDTH);
        String line = "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + TextTable.text(text);
        err.print("\r" + line + " ".repeat(Math.max(0, told.length() - line.length())));
        err.flush();
        told = line;
    }
}
