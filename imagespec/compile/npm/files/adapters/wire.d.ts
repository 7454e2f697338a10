import type { Report } from "../report.js";

/** How requests on their way are judged. */
export interface Settings {
  /** Is told of every request with findings. */
  onReport?: (report: Report, request: unknown) => void;
  /** What becomes of requests for models that the table does not know, such as deployments. `pass` where it is left out. */
  unknownModels?: "pass" | "error";
  /** Names of your own, such as those of deployments, to names of the table. */
  aliases?: Record<string, string>;
}

/** The answer to a refused request, as OpenAI writes it. */
export interface ErrorBody {
  error: {
    message: string;
    type: "invalid_request_error";
    /** The parameter, such as `images[0].file_id`. */
    param: string | null;
    /** `null` where the rule does not tell the code that the API gives. */
    code: string | null;
  };
}
