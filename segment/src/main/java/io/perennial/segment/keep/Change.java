// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import java.util.List;

/**
 * What became of a segment from one fit to the next. Every segment of the new fit was kept or is
 * born, every one of the former was kept or died; splits and merges tell where members went beside
 * that. Closed: whoever reads one answers for every case.
 */
public sealed interface Change {

  /**
   * A segment is there still.
   *
   * @param agreement Jaccard similarity of its members among customers of both fits; 0 if it was
   *     known by its place alone
   */
  record Kept(long id, double agreement) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.kept(this);
    }
  }

  /** A segment is new. */
  record Born(long id) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.born(this);
    }
  }

  /** A segment is no more; its id is not used again. */
  record Died(long id) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.died(this);
    }
  }

  /** The members of {@code from} are now in several segments, which are mostly of them. */
  record Split(long from, List<Long> into) implements Change {
    public Split {
      into = List.copyOf(into);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.split(this);
    }
  }

  /** Most of the members of several segments are now in {@code into}. */
  record Merged(List<Long> from, long into) implements Change {
    public Merged {
      from = List.copyOf(from);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.merged(this);
    }
  }

  /** One answer per case. */
  interface Cases<R> {
    R kept(Kept change);

    R born(Born change);

    R died(Died change);

    R split(Split change);

    R merged(Merged change);
  }

  /** The answer for this case. */
  <R> R match(Cases<R> cases);
}
