// SPDX-License-Identifier: Apache-2.0
/** What segments are, in figures and in words: what sets them apart, names, plays, overlap. */
@NullMarked
package io.perennial.segment.profile;

import org.jspecify.annotations.NullMarked;
