// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.Arrays;

/**
 * A forecast that could have been made before, and what came: from it a ladder learns which models
 * to trust, how far their distributions are off, and how much a whole base may drift. Immutable.
 */
public final class Rehearsal {

  /** What a rehearsal is apart from the forecast that is wanted. */
  public enum Kind {
    /** An earlier instant: what the base as a whole did after it may differ from what comes now. */
    EARLIER,
    /** Other customers at the same instant: what the base as a whole does is in what they did. */
    OTHER_CUSTOMERS
  }

  private final Kind kind;
  private final Lessons lessons;
  private final Labelled came;
  private final int[] cohortOf;

  /**
   * @param lessons all that could be learned then; its {@code now} are the cases forecast
   * @param came the same cases with what came
   * @param cohortOf the cohort of each case, int[n], each >= 0; all 0 where there is one
   */
  public Rehearsal(Kind kind, Lessons lessons, Labelled came, int[] cohortOf) {
    int n = came.customers();
    if (lessons.now().customers() != n || cohortOf.length != n) {
      throw new IllegalArgumentException(
          "Invalid rehearsal: "
              + lessons.now().customers()
              + " cases, "
              + n
              + " outcomes, "
              + cohortOf.length
              + " cohorts (must be as many of each)");
    }
    this.kind = kind;
    this.lessons = lessons;
    this.came = came;
    this.cohortOf = cohortOf.clone();
  }

  /** One cohort of all. */
  public static Rehearsal of(Kind kind, Lessons lessons, Labelled came) {
    return new Rehearsal(kind, lessons, came, new int[came.customers()]);
  }

  /** What it is apart from now. */
  public Kind kind() {
    return kind;
  }

  /** What could be learned then. */
  public Lessons lessons() {
    return lessons;
  }

  /** What came. */
  public Labelled came() {
    return came;
  }

  /** The cohort of case {@code i}. */
  public int cohort(int i) {
    return cohortOf[i];
  }

  /** The same with the cases divided into cohorts. */
  public Rehearsal withCohorts(int[] cohorts) {
    return new Rehearsal(kind, lessons, came, cohorts);
  }

  @Override
  public String toString() {
    return kind + ", " + came.customers() + " cases, cohorts to " + Arrays.stream(cohortOf).max();
  }
}
