// SPDX-License-Identifier: Apache-2.0

/** The step {@code recommend}: from tables of events to tables of recommendations. */
@NullMarked
package io.perennial.decide.recommend.pipeline;

import org.jspecify.annotations.NullMarked;
