// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.util.Locale;

/** What the rows of a file are. Only events can be read as a source of events. */
public enum FileKind {
  EVENTS("its rows are what customers did"),
  PERSONS("it is a list of persons"),
  PRODUCTS("it is a list of products"),
  LIST("it is a list"),
  LINKS("it says what belongs to what"),
  PAIRS("its rows are pairs of records"),
  ORDER_LINES("its rows are lines of orders, whose customer and time are in another file"),
  FIGURES("its rows are figures that are summed up already"),
  WORDS("it is a list of words"),
  TEXTS("its rows are texts, and nobody is said to have written them"),
  NO_TIME("its rows say what customers did, but not when"),
  NO_CUSTOMER("its rows say when something happened, but not to whom"),
  UNKNOWN("neither a customer nor a time was found in it");

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** Whether each of its rows is somebody or something. */
  boolean isList() {
    return this == PERSONS || this == PRODUCTS || this == LIST;
  }

  /** The kind in a sentence about the file. */
  String words() {
    return words;
  }

  /** The kind as a word: {@code order-lines}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
