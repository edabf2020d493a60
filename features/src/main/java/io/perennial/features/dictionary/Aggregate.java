// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import java.util.Locale;

/** What many events are brought to. */
public enum Aggregate {
  /** Events; with a measure, those that have one. */
  COUNT("how many", Takes.ANY_OR_NOTHING),
  SUM("the sum of", Takes.NUMBER),
  MEAN("the mean of", Takes.NUMBER),
  MIN("the least", Takes.NUMBER),
  MAX("the greatest", Takes.NUMBER),
  /** Standard deviation, n − 1. */
  DEVIATION("the standard deviation of", Takes.NUMBER),
  FIRST("the first", Takes.NUMBER),
  LAST("the last", Takes.NUMBER),
  /** Local days with an event. */
  DAYS("days with", Takes.NOTHING),
  /** Runs of events no more than 30 minutes apart. */
  VISITS("runs, no more than 30 minutes apart, of", Takes.NOTHING),
  /** How many different values. */
  DISTINCT("how many different", Takes.KEY),
  /** Of the shares of the values, in bits; a weight, where given, else events. */
  ENTROPY("the entropy of", Takes.KEY),
  /** The greatest share that one value has. */
  TOP_SHARE("the greatest share of one", Takes.KEY),
  /** Days from the last event's to the last that has begun before the as-of instant. */
  DAYS_SINCE_LAST("days since the last of", Takes.NOTHING),
  DAYS_SINCE_FIRST("days since the first of", Takes.NOTHING),
  /** A sum (without a measure, a count) in which what is a half-life old counts half. */
  DECAYED("the decayed sum of", Takes.NUMBER_OR_NOTHING),
  /** The slope, per 30 days, of the sums (or counts) of up to twelve periods of 30 days. */
  TREND("the slope of", Takes.NUMBER_OR_NOTHING),
  /** The sum (or count) of some over that of all in the wider filter. */
  SHARE("the share of", Takes.NUMBER_OR_NOTHING);

  /** What an aggregate needs to be told about each event. */
  enum Takes {
    NOTHING,
    NUMBER,
    NUMBER_OR_NOTHING,
    KEY,
    ANY_OR_NOTHING
  }

  private final String words;
  private final Takes takes;

  Aggregate(String words, Takes takes) {
    this.words = words;
    this.takes = takes;
  }

  /** The word in the configuration: {@code days-since-last}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String words() {
    return words;
  }

  /** Whether it can be told of a window; what cannot is always of all that is known. */
  boolean hasWindows() {
    return this != DAYS_SINCE_LAST && this != DAYS_SINCE_FIRST && this != DECAYED && this != TREND;
  }

  Takes takes() {
    return takes;
  }
}
