// SPDX-License-Identifier: Apache-2.0
/** Events with texts to what they say: the step that reads and writes tables. */
@NullMarked
package io.perennial.text.pipeline;

import org.jspecify.annotations.NullMarked;
