// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records and what they say, column by column, as codes of dictionaries of distinct values in their
 * normal form. Rows ascend by record id. The same whatever order the records came in. 4 bytes a
 * value of a record, and about 60 beside its text a distinct value. Safe for use by many threads.
 */
public final class RecordTable {

  /** The most values of one attribute that a record keeps. */
  public static final int MOST_VALUES = 4;

  private final long[] recordIds;
  private final List<String> sources;
  private final short[] sourceOf;
  private final List<Column> columns;
  private final List<ComparedAttribute> attributes;
  private final List<LeftOut> leftOut;
  private final List<Crossing> crossings;
  private final Reading reading;

  RecordTable(
      long[] recordIds,
      List<String> sources,
      short[] sourceOf,
      List<Column> columns,
      List<LeftOut> leftOut,
      List<Crossing> crossings,
      Optional<NamesApart> apart,
      List<Position> positions) {
    this.recordIds = recordIds;
    this.sources = List.copyOf(sources);
    this.sourceOf = sourceOf;
    this.columns = List.copyOf(columns);
    this.attributes = columns.stream().map(Column::attribute).toList();
    this.leftOut = List.copyOf(leftOut);
    this.crossings = List.copyOf(crossings);
    Map<String, Reading.Attribute> read = new TreeMap<>();
    columns.forEach(column -> read.put(column.attribute().name(), column.reading()));
    this.reading = new Reading(read, apart, positions);
  }

  /** How many rows there are. */
  public int records() {
    return recordIds.length;
  }

  /** The record of a row. */
  public long recordId(int row) {
    return recordIds[row];
  }

  /** The source of a row's record, a place in {@link #sources}. */
  public int source(int row) {
    return sourceOf[row];
  }

  /** Names of sources, in order of the alphabet. */
  public List<String> sources() {
    return sources;
  }

  /** The attributes by which rows are compared, in order of the alphabet. */
  public List<ComparedAttribute> attributes() {
    return attributes;
  }

  /** How what records said was read, to read what others say alike. */
  public Reading reading() {
    return reading;
  }

  /** The attributes by which rows are not compared, and why. */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  /** How many values a row has of an attribute: 0 to {@link #MOST_VALUES}. */
  public int values(int attribute, int row) {
    return columns.get(attribute).values(row);
  }

  /** The code of a row's nth value of an attribute; 0 is the latest. */
  public int value(int attribute, int row, int nth) {
    return columns.get(attribute).value(row, nth);
  }

  /** How many distinct values an attribute has; codes are less. */
  public int distinct(int attribute) {
    return columns.get(attribute).texts().size();
  }

  /** The normal form of a value. */
  public String text(int attribute, int code) {
    return columns.get(attribute).texts().text(code);
  }

  /** The hash of an attribute's name and a value's normal form: the same in every table. */
  public long hash(int attribute, int code) {
    return columns.get(attribute).hash(code);
  }

  /** How many rows have a value. */
  public int count(int attribute, int code) {
    return columns.get(attribute).count(code);
  }

  /**
   * The words of a value, as numbers of the attribute's words, ascending, each once; none where
   * values of the kind are not compared by words.
   */
  public int[] words(int attribute, int code) {
    return columns.get(attribute).prepared().tokens().of(code);
  }

  /** A word of an attribute's values. */
  public String word(int attribute, int word) {
    return columns.get(attribute).prepared().tokens().text(word);
  }

  /** How many rows have a value with a word; a row of several values may count several times. */
  public int wordCount(int attribute, int word) {
    return columns.get(attribute).prepared().tokens().count(word);
  }

  List<Crossing> crossings() {
    return crossings;
  }

  Column column(int attribute) {
    return columns.get(attribute);
  }
}
