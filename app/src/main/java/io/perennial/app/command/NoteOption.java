// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import picocli.CommandLine.Option;

/** Why somebody says what they say. */
final class NoteOption {

  @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with it.")
  private String note = "";

  /** Empty for none. */
  String text() {
    return note;
  }
}
