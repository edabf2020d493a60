// SPDX-License-Identifier: Apache-2.0
/** Features to memberships: the step that reads and writes tables. */
@NullMarked
package io.perennial.segment.pipeline;

import org.jspecify.annotations.NullMarked;
