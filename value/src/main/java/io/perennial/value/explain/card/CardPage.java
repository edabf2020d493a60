// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

/** A page of Markdown, as all model cards are: headings, paragraphs, lists and tables. */
public final class CardPage {

  private final StringBuilder text = new StringBuilder();

  /**
   * An empty page.
   *
   * @param title of it
   */
  public CardPage(String title) {
    paragraph("# " + title);
  }

  /** Begins a part. */
  public void heading(String words) {
    paragraph("## " + words);
  }

  /** A paragraph; more lines of it may be in {@code words}. */
  public void paragraph(String words) {
    line(words);
    line("");
  }

  /** A list; nothing where there are no items. */
  public void list(Iterable<String> items) {
    boolean any = false;
    for (String item : items) {
      line("- " + item);
      any = true;
    }
    if (any) {
      line("");
    }
  }

  /**
   * Begins a table.
   *
   * @param heads with {@code |} between
   * @param rule as {@code ---|---:}
   */
  public void table(String heads, String rule) {
    line("| " + heads + " |");
    line("|" + rule + "|");
  }

  /** A row of the table; cells may have any text. */
  public void row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
    }
    line(row.toString());
  }

  /** Ends the table. */
  public void end() {
    line("");
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  /** The page, one empty line at its end. */
  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
