// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.Chart;
import io.perennial.app.chart.DataTable;
import java.util.List;

/** A piece of a section. */
sealed interface Block {

  /**
   * A few sentences.
   *
   * @param words plain text
   */
  record Paragraph(String words) implements Block {}

  /**
   * A sentence that people must not overlook.
   *
   * @param words plain text
   */
  record Warning(String words) implements Block {}

  /**
   * A chart, with its numbers behind it.
   *
   * @param title above it
   * @param caption what to see in it
   * @param chart the picture
   */
  record Figure(String title, String caption, Chart chart) implements Block {}

  /**
   * A table.
   *
   * @param title above it
   * @param table its cells
   */
  record Rows(String title, DataTable table) implements Block {}

  /**
   * Numbers to be read at once.
   *
   * @param tiles in order
   */
  record Tiles(List<Tile> tiles) implements Block {

    public Tiles {
      tiles = List.copyOf(tiles);
    }
  }

  /**
   * One such number.
   *
   * @param name what it is
   * @param value with its unit
   * @param note beneath, may be empty
   */
  record Tile(String name, String value, String note) {}
}
