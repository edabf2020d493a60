// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Paging;
import io.perennial.serve.Role;
import io.perennial.serve.answer.CustomerFilter;
import io.perennial.serve.answer.CustomerList.CustomerRow;
import io.perennial.serve.answer.LiveAnswers;
import io.perennial.serve.answer.Page;
import io.perennial.serve.answer.SegmentAnswers.MapPoint;
import io.perennial.serve.answer.SegmentAnswers.MigrationRow;
import io.perennial.serve.answer.SegmentAnswers.SchemeRow;
import io.perennial.serve.answer.SegmentAnswers.SegmentProfile;
import io.perennial.serve.answer.SegmentAnswers.SegmentRow;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Segments: what they are, who is in them, who moves. */
@RestController
@RequestMapping("/api/v1/segments")
final class SegmentsController {

  private final LiveAnswers answers;

  SegmentsController(LiveAnswers answers) {
    this.answers = answers;
  }

  /** The ways of segmenting. */
  @GetMapping
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<SchemeRow> schemes(Paging part) {
    return answers.ask(all -> all.page(all.segments().schemes(), part));
  }

  /** Some customers on a plane, those alike near each other. */
  @GetMapping("/map")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<MapPoint> map(Paging part) {
    return answers.ask(all -> all.page(all.segments().map(), part));
  }

  /** The segments of a scheme, the largest first. */
  @GetMapping("/{scheme}")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<SegmentRow> segments(@PathVariable("scheme") String scheme, Paging part) {
    String name = Given.text("scheme", scheme);
    return answers.ask(all -> all.page(all.segments().segments(name), part));
  }

  /** Who moved between the segments of a scheme, from instant to instant. */
  @GetMapping("/{scheme}/migration")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<MigrationRow> migration(@PathVariable("scheme") String scheme, Paging part) {
    String name = Given.text("scheme", scheme);
    return answers.ask(all -> all.page(all.segments().migration(name), part));
  }

  /** One segment: what sets its members apart, who came and went. */
  @GetMapping("/{scheme}/{segment}")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  SegmentProfile segment(
      @PathVariable("scheme") String scheme, @PathVariable("segment") String segment) {
    String name = Given.text("scheme", scheme);
    String of = Given.text("segment", segment);
    return answers.ask(all -> all.segments().profile(name, of));
  }

  /** Its members, the most valuable first unless sorted otherwise. */
  @GetMapping("/{scheme}/{segment}/members")
  @Allowed({Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER})
  Page<CustomerRow> members(
      @PathVariable("scheme") String scheme,
      @PathVariable("segment") String segment,
      @RequestParam("sort") Optional<String> sort,
      Paging part) {
    String name = Given.text("scheme", scheme);
    String of = Given.text("segment", segment);
    String by = Given.oneOf("sort", Given.text("sort", sort), CustomerFilter.SORTS);
    return answers.ask(
        all -> {
          all.segments().profile(name, of);
          return all.list().page(CustomerFilter.membersOf(name, of).sortedBy(by), part);
        });
  }
}
